using System.Globalization;
using Auspex.Linux.Accounting;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Truth;

/// <summary>Processes that live and die in every way, and what was reported of them: all of it, and nothing else.</summary>
[Collection(KernelCollection.Name)]
public sealed class TruthTests
{
    [Fact]
    public void Every_process_is_reported_as_it_was()
    {
        using var kernel = KernelLock.Acquire();
        using var run = TruthRun.Run(kernel, hasStorm: false);
        Check(run, "alone");
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Every_process_is_reported_as_it_was_in_a_storm_of_other_events()
    {
        using var kernel = KernelLock.Acquire();
        using var run = TruthRun.Run(kernel, hasStorm: true);
        Assert.True(run.StormEvents > 5_000, $"{run.StormEvents} events are no storm");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.StormEvents} events of the storm, {run.StormRate:0}/s"));
        Check(run, "storm");
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_replay_tells_the_same_as_live()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        using var accounting = ProcessAccounting.Start(new AccountingOptions { Directory = folder.FullName });
        using var run = TruthRun.Run(kernel, hasStorm: false, "--acct", accounting.Path);
        var replay = AuspexTool.Run("watch", "--if", run.RecordFile, "--acct", accounting.Path, "--json");
        Assert.True(replay.ExitCode == 0 && replay.Errors.Length == 0, replay.Errors);
        var replayed = folder.Write("replay.json", replay.OutputBytes);
        run.Keep(replayed, accounting.Path);
        run.AssertNone(ReplayComparison.Compare(Report.Read(run.ReportFile), Report.Read(replayed), run.Root), "replay");
        Check(run, "followed");
        kernel.AssertAsBefore();
    }

    private static void Check(TruthRun run, string name)
    {
        var truth = TruthProcess.ReadAll(run.TruthFile);
        Assert.True(truth.Count >= TruthRun.Processes, $"{truth.Count} processes");
        run.AssertNone(TruthComparison.Compare(truth, Report.Read(run.ReportFile), run.Root), name);
    }
}
