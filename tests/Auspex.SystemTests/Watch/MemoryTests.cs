using System.Globalization;
using Auspex.Rules;
using Auspex.SystemTests.Daemon;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>Chains of processes that each run with all the arguments a user may have, make the next, and end.</summary>
[Collection(KernelCollection.Name)]
public sealed class MemoryTests
{
    private const int Depth = 24;
    private const int Chains = 3;
    private const int KibibytesAtMost = 64 << 10;

    /// <summary>Each runs itself anew with 0.9 MB of arguments, and is forgotten as soon as it has made the next.</summary>
    private const string Chain =
        """
        left=$1; shift
        [ "$left" -gt 0 ] || exec /bin/true the-end
        [ $# -gt 0 ] || { a=$(head -c 110000 /dev/zero | tr '\0' A); set -- "$a" "$a" "$a" "$a" "$a" "$a" "$a" "$a"; }
        /bin/sh "$0" $((left - 1)) "$@" &
        exit 0
        """;

    [Fact]
    public void Arguments_of_ancestors_do_not_fill_the_memory()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var script = folder.Write("chain.sh", Chain);
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--quiet", "--image", "true");
        var before = Resident(watch.Pid, "VmRSS:");
        for (var i = 0; i < Chains; i++)
        {
            using var chain = RunningProgram.Start("/bin/sh", [script, Depth.ToString(CultureInfo.InvariantCulture)]);
            chain.WaitForEnd();
        }

        watch.WaitUntil(() => File.ReadAllText(watch.OutputFile).Split("the-end\"").Length > Chains, "the ends of the chains", 60_000);
        var most = Resident(watch.Pid, "VmHWM:");
        Assert.Equal(0, watch.EndByTerminate().ExitCode);
        kernel.AssertAsBefore();

        Judge("watch", before, most);
    }

    [Fact]
    public void Nor_the_memory_of_a_daemon_that_tells_of_processes()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var script = folder.Write("chain.sh", Chain);
        using var run = new DaemonRun();
        var file = run.PathOf("processes.json");
        run.Configure("", $"process_file = {file}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(file) && File.ReadAllText(file).Contains("snapshot", StringComparison.Ordinal), "the processes that live");
        foreach (var rule in ProcessRules.For("x86_64"u8)) kernel.Control.AddRule(rule);
        var before = Resident(daemon.Pid, "VmRSS:");
        for (var i = 0; i < Chains; i++)
        {
            using var chain = RunningProgram.Start("/bin/sh", [script, Depth.ToString(CultureInfo.InvariantCulture)]);
            chain.WaitForEnd();
        }

        daemon.WaitUntil(() => run.Count("\"the-end\"") >= Chains, "the ends of the chains in the log", 60_000);
        // A machine with more to do may have to leave out lives, since the queue is bounded too; then the daemon says so.
        daemon.WaitUntil(
            () => CountEnds(run.Folder, Path.GetFileName(file)) >= Chains || run.Count("op=lost cause=consumer") > 0, "the ends of the chains, or what was lost", 120_000);
        var most = Resident(daemon.Pid, "VmHWM:");
        foreach (var rule in ProcessRules.For("x86_64"u8)) kernel.Control.DeleteRule(rule);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Judge("auditd with process_file", before, most);
    }

    /// <summary>In the file, and in those it was rotated to: the lines are as long as the arguments.</summary>
    private static int CountEnds(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + "*").Sum(static f => File.ReadLines(f).Count(static l => l.Contains("the-end\"", StringComparison.Ordinal)));

    /// <summary>The managed program begins with what the runtime takes.</summary>
    private static void Judge(string who, long before, long most)
    {
        var ceiling = AuspexProgram.Kind == "native" ? KibibytesAtMost : before + KibibytesAtMost;
        TestContext.Current.TestOutputHelper?.WriteLine($"{who}: {most} KiB resident at most, {before} before, {AuspexProgram.Kind}");
        Assert.True(most <= ceiling, $"{most} KiB resident at most, {before} before");
    }

    private static long Resident(int pid, string name) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
