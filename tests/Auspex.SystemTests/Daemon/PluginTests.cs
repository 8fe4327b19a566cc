using Auspex.SystemTests.Kernel;

namespace Auspex.SystemTests.Daemon;

/// <summary>Plugins under the daemon, on the real kernel.</summary>
[Collection(KernelCollection.Name)]
public sealed class PluginTests
{
    private const int Events = 5000;
    private const string Mark = "name=\"/nonexistent/path/for/storm\"";

    [Fact]
    public void A_plugin_is_handed_every_record_as_the_log_has_it()
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        AddPlugin(run, "copy", "string", $"exec /bin/cat > {run.PathOf("copy.out")}");
        using var daemon = run.Start();
        using (var storm = new Storm(kernel.Control)) Assert.Equal(0, storm.Start(Events).WaitForEnd().ExitCode);
        daemon.WaitUntil(() => run.Count(Mark) == Events, "all events in the log");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        var copied = File.ReadAllLines(run.PathOf("copy.out"));
        var logged = File.ReadAllLines(run.Log);
        Assert.Equal(Events, copied.Count(static l => l.Contains(Mark, StringComparison.Ordinal)));
        Assert.StartsWith("type=DAEMON_START ", copied[0], StringComparison.Ordinal);
        var expected = string.Join('\n', logged);
        Assert.Equal(expected, string.Join('\n', copied.Where(static l => !l.StartsWith("type=EOE", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_plugin_that_takes_nothing_slows_nobody_and_what_it_lost_is_told()
    {
        const int many = 30_000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        // Of some 150,000 records the deaf one cannot be kept all; the quick one may be late by a tenth of them, which a busy machine makes it.
        using var run = new DaemonRun("q_depth = 16384\n", "spill_dir = none\n");
        AddPlugin(run, "deaf", "string", "exec /bin/sleep 60");
        AddPlugin(run, "quick", "binary", $"exec /bin/cat > {run.PathOf("quick.out")}");
        using var daemon = run.Start();
        using (var storm = new Storm(kernel.Control)) Assert.Equal(0, storm.Start(many).WaitForEnd().ExitCode);
        daemon.WaitUntil(() => run.Count(Mark) == many, "all events in the log");
        daemon.WaitUntil(() => run.Count("op=lost cause=consumer consumer=deaf") > 0, "the loss in the log");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.Equal(0, run.Count("consumer=quick"));
        Assert.Equal(many, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(run.PathOf("quick.out"))).Split(Mark).Length - 1);
    }

    [Fact]
    public void A_plugin_that_ends_is_started_again_up_to_max_restarts()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun("max_restarts = 2\n");
        AddPlugin(run, "brief", "string", $"echo start >> {run.PathOf("brief.out")}; head -n 1 > /dev/null");
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        for (var i = 0; i < 6; i++)
        {
            using (var made = storm.Start(20)) made.WaitForEnd();
            Thread.Sleep(300);
        }

        Assert.Equal(3, File.ReadAllLines(run.PathOf("brief.out")).Length);
        daemon.WaitUntil(() => run.Count(Mark) == 120, "all events in the log");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_reload_starts_and_ends_plugins_and_lets_others_run()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        AddPlugin(run, "stays", "string", $"echo start >> {run.PathOf("stays.out")}; exec /bin/cat > /dev/null");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(run.PathOf("stays.out")), "a plugin");
        AddPlugin(run, "comes", "string", $"echo start >> {run.PathOf("comes.out")}; exec /bin/cat > /dev/null");
        daemon.Signal(1);
        daemon.WaitUntil(() => File.Exists(run.PathOf("comes.out")), "another plugin");
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "the reload");
        Assert.Single(File.ReadAllLines(run.PathOf("stays.out")));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void What_a_killed_plugin_had_not_read_goes_to_its_successor()
    {
        const int some = 800, kills = 3;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        var (pids, copy) = (run.PathOf("pids"), run.PathOf("slow.out"));
        AddPlugin(run, "slow", "string", $"echo $$ >> {pids}\nwhile read -r line; do printf '%s\\n' \"$line\" >> {copy}; done");
        using var daemon = run.Start();
        using (var storm = new Storm(kernel.Control)) Assert.Equal(0, storm.Start(some).WaitForEnd().ExitCode);
        for (var kill = 1; kill <= kills; kill++)
        {
            var expected = kill;
            daemon.WaitUntil(() => File.Exists(pids) && File.ReadAllLines(pids).Length == expected, "an instance");
            daemon.WaitUntil(() => Copied(copy) > expected * 100, "some lines copied");
            System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadAllLines(pids)[^1], System.Globalization.CultureInfo.InvariantCulture)).Kill();
        }

        daemon.WaitUntil(() => run.Count(Mark) == some, "all events in the log");
        daemon.WaitUntil(() => Copied(copy) >= some - kills, "all that can be copied");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        var told = run.Text().Split('\n').Where(static l => l.Contains("consumer=slow count=1 ", StringComparison.Ordinal)).Count();
        Assert.InRange(told, 0, kills); // a record that was being read is told as lost
        var lines = File.ReadAllLines(copy).Where(static l => l.StartsWith("type=", StringComparison.Ordinal) && !l.StartsWith("type=EOE", StringComparison.Ordinal)).ToList();
        var logged = File.ReadAllLines(run.Log).Skip(1).Where(static l => !l.Contains("cause=consumer", StringComparison.Ordinal)).ToList();
        Assert.InRange(logged.Except(lines, StringComparer.Ordinal).Count(), 0, kills);
        Assert.Equal(lines.Count, lines.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_reload_waits_for_no_plugin_and_the_new_one_comes_after_the_old_has_ended()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var marks = run.PathOf("marks");
        AddPlugin(run, "stubborn", "string", $"trap '' TERM\necho first >> {marks}\nsleep 1.5\necho ended >> {marks}");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(marks), "the first");
        AddPlugin(run, "stubborn", "binary", $"echo second >> {marks}; exec /bin/cat > /dev/null");
        daemon.Signal(1);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "the reload");
        Assert.Equal(["first"], File.ReadAllLines(marks));
        daemon.WaitUntil(() => File.ReadAllLines(marks).Length == 3, "the second");
        Assert.Equal(["first", "ended", "second"], File.ReadAllLines(marks));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void What_a_plugin_that_was_given_up_does_not_get_is_told_and_is_no_overflow()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun("max_restarts = 1\noverflow_action = single\n");
        var called = run.PathOf("power.out");
        File.WriteAllText(run.PathOf("power.sh"), $"#!/bin/sh\necho \"$@\" >> {called}\n");
        File.SetUnixFileMode(run.PathOf("power.sh"), (UnixFileMode)0x1E8);
        run.Configure("max_restarts = 1\noverflow_action = single\n", $"power_program = {run.PathOf("power.sh")}\n");
        AddPlugin(run, "gone", "string", "exit 1");
        using var daemon = run.Start();
        using (var storm = new Storm(kernel.Control))
        {
            for (var i = 0; i < 4; i++)
            {
                using (var made = storm.Start(20)) made.WaitForEnd();
                Thread.Sleep(400);
            }
        }

        daemon.WaitUntil(() => run.Count(Mark) == 80, "all events in the log");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.True(run.Count("cause=consumer consumer=gone") > 0, run.Text());
        Assert.False(File.Exists(called));
    }

    /// <summary>Descriptors, directory, umask and environment of whoever starts the daemon stay with the daemon, or go at once.</summary>
    [Fact]
    public void What_the_daemon_was_started_with_reaches_neither_plugins_nor_helpers()
    {
        const string look = "(pwd; umask; env | grep -v '^PWD=' | cut -d= -f1; for f in /proc/$$/fd/*; do [ ${f##*/} -lt 3 ] || readlink $f; done)";
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        run.ConfigureAll($"max_log_file = 64\nnum_logs = 9\nspace_left = 9999998\nadmin_space_left = 9999997\nspace_left_action = exec {run.PathOf("helper.sh")}\n");
        File.WriteAllText(run.PathOf("helper.sh"), $"#!/bin/sh\n{look} > {run.PathOf("helper.new")} 2>&1; mv {run.PathOf("helper.new")} {run.PathOf("helper.out")}\n");
        File.SetUnixFileMode(run.PathOf("helper.sh"), (UnixFileMode)0x1E8);
        AddPlugin(run, "looks", "string", $"{look} > {run.PathOf("plugin.new")} 2>&1; mv {run.PathOf("plugin.new")} {run.PathOf("plugin.out")}; exec /bin/cat > /dev/null");
        using var daemon = run.StartBehind("cd /tmp; umask 0; exec 9</etc/passwd; export SECRET_IN_ENV=hunter2 BASH_ENV=/tmp/evil");
        daemon.WaitUntil(() => File.Exists(run.PathOf("helper.out")) && File.Exists(run.PathOf("plugin.out")), "both");
        Assert.DoesNotContain("/etc/passwd", Directory.GetFiles($"/proc/{daemon.Pid}/fd").Select(static f => new FileInfo(f).LinkTarget), StringComparer.Ordinal);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);

        // The shell opens its script itself, as 10.
        Assert.Equal(["/", "0022"], Seen(run, "plugin"), StringComparer.Ordinal);
        Assert.Equal(["/", "0022", "PATH"], Seen(run, "helper"), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Seen(DaemonRun run, string name) =>
        File.ReadAllLines(run.PathOf(name + ".out")).Where(l => l != run.PathOf(name == "helper" ? "helper.sh" : "looks.sh") && l is not ("SHLVL" or "_" or "OLDPWD"));

    private static int Copied(string path) => File.Exists(path) ? File.ReadAllText(path).Split(Mark).Length - 1 : 0;

    private static void AddPlugin(DaemonRun run, string name, string format, string script)
    {
        var program = run.PathOf(name + ".sh");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, (UnixFileMode)0x1E8);
        File.WriteAllText(run.PathOf($"plugins.d/{name}.conf"), $"active = yes\npath = {program}\ntype = always\nformat = {format}\n");
    }
}
