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
        var expected = string.Join('\n', logged.Skip(1)); // it starts behind DAEMON_START
        Assert.Equal(expected, string.Join('\n', copied.Where(static l => !l.StartsWith("type=EOE", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_plugin_that_takes_nothing_slows_nobody_and_what_it_lost_is_told()
    {
        const int many = 30_000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun("q_depth = 512\n", "spill_dir = none\n");
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

    private static void AddPlugin(DaemonRun run, string name, string format, string script)
    {
        var program = run.PathOf(name + ".sh");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, (UnixFileMode)0x1E8);
        File.WriteAllText(run.PathOf($"plugins.d/{name}.conf"), $"active = yes\npath = {program}\ntype = always\nformat = {format}\n");
    }
}
