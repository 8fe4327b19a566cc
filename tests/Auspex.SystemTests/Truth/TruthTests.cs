using System.Globalization;
using Auspex.Linux.Accounting;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Truth;

/// <summary>Processes that live and die in every way, and what was reported of them: all of it, and nothing else.</summary>
/// <remarks>
/// A load of 2,000 processes must be reported without one difference. What a pid told is decided by evidence, and where the load itself
/// makes numbers come again within a tick of the clock, the kernel's records can leave two readings; so a load that differs is drawn
/// anew, twice at most, and none may have more than <see cref="MostDifferences"/>.
/// </remarks>
[Collection(KernelCollection.Name)]
public sealed class TruthTests
{
    private const int Attempts = 3;
    private const int MostDifferences = 8;

    [Fact]
    public void Every_process_is_reported_as_it_was() =>
        Check("alone", new TruthLoad { Without = ["pid_reuse"] }); // which would mix up the numbers of all four workers

    [Fact]
    public void Every_process_is_reported_as_it_was_when_pids_come_again_at_once() =>
        Check("reuse", new TruthLoad { Parallel = 1 });

    [Fact]
    public void Every_process_is_reported_as_it_was_in_a_storm_of_other_events() =>
        Check("storm", new TruthLoad { Without = ["pid_reuse"], HasStorm = true });

    [Fact]
    public void A_replay_tells_the_same_as_live()
    {
        // Without /proc nothing tells that a number is one of another pid namespace.
        var load = new TruthLoad { Without = ["pid_reuse", "pid_ns"] };
        using var kernel = KernelLock.Acquire();
        Attempt(attempt => Replay(kernel, load with { Attempt = attempt }));
        kernel.AssertAsBefore();
    }

    private static void Check(string name, TruthLoad load)
    {
        using var kernel = KernelLock.Acquire();
        Attempt(attempt =>
        {
            using var run = TruthRun.Run(kernel, load with { Attempt = attempt });
            if (load.HasStorm)
            {
                Assert.True(run.StormEvents > 5_000, $"{run.StormEvents} events are no storm");
                Say(string.Create(CultureInfo.InvariantCulture, $"{run.StormEvents} events of the storm, {run.StormRate:0}/s"));
            }

            return Compare(run, name);
        });
        kernel.AssertAsBefore();
    }

    private static (Differences Differences, string Text) Replay(KernelLock kernel, TruthLoad load)
    {
        using var folder = new TemporaryFolder();
        using var accounting = ProcessAccounting.Start(new AccountingOptions { Directory = folder.FullName });
        using var run = TruthRun.Run(kernel, load, "--acct", accounting.Path);
        var replay = AuspexTool.Run("watch", "--if", run.RecordFile, "--acct", accounting.Path, "--json");
        Assert.True(replay.ExitCode == 0 && replay.Errors.Length == 0, replay.Errors);
        var replayed = folder.Write("replay.json", replay.OutputBytes);
        run.Keep(replayed, accounting.Path);
        var differences = ReplayComparison.Compare(Report.Read(run.ReportFile), Report.Read(replayed), run.Root);
        return (differences, run.Tell(differences, "replay"));
    }

    private static (Differences Differences, string Text) Compare(TruthRun run, string name)
    {
        var truth = TruthProcess.ReadAll(run.TruthFile);
        Assert.True(truth.Count >= TruthRun.Processes, $"{truth.Count} processes");
        var differences = TruthComparison.Compare(truth, Report.Read(run.ReportFile), run.Root);
        return (differences, run.Tell(differences, name));
    }

    private static void Attempt(Func<int, (Differences Differences, string Text)> load)
    {
        var told = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (differences, text) = load(attempt);
            if (differences.IsEmpty) return;
            Say(text);
            told += text + "\n";
            Assert.True(differences.Count <= MostDifferences, told);
        }

        Assert.Fail(told);
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
