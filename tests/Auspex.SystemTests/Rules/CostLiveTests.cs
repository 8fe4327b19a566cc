using System.Diagnostics;
using System.Text;
using Auspex.Kernel;
using Auspex.Kernel.Apply;
using Auspex.Reports.Cost;
using Auspex.Rules.Plan;
using Auspex.Search;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;
using Auspex.Tool.Applets.Planning;

namespace Auspex.SystemTests.Rules;

/// <summary>What cost predicts against what then happens, with rules for programs of the test's own.</summary>
[Collection(KernelCollection.Name)]
public sealed class CostLiveTests : IDisposable
{
    private readonly KernelLock kernel = KernelLock.Acquire();
    private readonly TemporaryFolder folder = new();

    public CostLiveTests()
    {
        if (kernel.Control.ListRules().Count == 0) return;
        kernel.Dispose();
        folder.Dispose();
        Assert.Skip("there are rules loaded here; these tests replace all");
    }

    public void Dispose()
    {
        kernel.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Five_rule_changes_record_as_many_events_as_was_predicted()
    {
        var (cat, touch) = (Copy("cat"), Copy("touch"));
        folder.Write("secret", "x");
        string Wide(string exe) => $"-a always,exit -F arch=b64 -S openat,execve,close,read,utimensat -F exe={exe} -k wide";
        var wide = $"{Wide(cat)}\n{Wide(touch)}";
        var log = Record(wide, cat, touch);
        var recorded = Analyse(log, null);
        Assert.True(recorded.Total.Events > 100, $"{recorded.Total.Events} events");

        (string Name, string Rules)[] changes =
        [
            ("a never rule for a program", $"-a never,exit -F arch=b64 -S all -F exe={cat}\n{wide}"),
            ("fewer calls", $"-a always,exit -F arch=b64 -S openat,execve -F exe={cat} -k few\n-a always,exit -F arch=b64 -S utimensat -F exe={touch} -k few"),
            ("only failures", $"-a always,exit -F arch=b64 -S openat,execve,close,read,utimensat -F exe={cat} -F success=0 -k failed"),
            ("a watch", $"-a always,exit -F arch=b64 -F path={folder.FullName}/secret -F perm=r -F exe={cat} -k watch"),
            ("no command lines, and no reads", $"-a never,exclude -F msgtype=PROCTITLE -F exe={cat}\n-a never,exit -F arch=b64 -S read -F exe={touch}\n{wide}"),
        ];
        foreach (var (name, rules) in changes)
        {
            var prediction = Analyse(log, rules).Prediction!;
            var happened = Analyse(Record(rules, cat, touch), null);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{name}: of {recorded.Total.Events} events {prediction.Kept.Events} predicted, {prediction.Uncertain.Events} uncertain, {happened.Total.Events} happened; "
                + $"bytes {prediction.Kept.Bytes} predicted, {happened.Total.Bytes} happened");
            Assert.Equal(0, prediction.Uncertain.Events);
            Assert.InRange(happened.Total.Events, prediction.Kept.Events - 2, prediction.Kept.Events + 2); // a program does not always make the same calls twice
            Assert.InRange(happened.Total.Bytes, prediction.Kept.Bytes * 0.97, prediction.Kept.Bytes * 1.03); // pids and serials have more or fewer digits
        }

        Load("-D");
        kernel.AssertAsBefore();
    }

    /// <summary>The command line itself: it listens beside whoever is the auditor, and names rule and program.</summary>
    [Fact]
    public void Cost_live_tells_what_a_rule_costs_while_it_happens()
    {
        var cat = Copy("cat");
        var enabled = kernel.Control.GetStatus().Enabled;
        Load($"-a always,exit -F arch=b64 -S openat -F exe={cat} -k live-cost");
        kernel.Control.SetEnabled(EnabledState.On);
        try
        {
            using var cost = RunningProgram.Start(AuspexProgram.Path, ["rules", "cost", "--live", "2"]);
            Thread.Sleep(700);
            using (var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"for i in 1 2 3 4 5 6 7 8 9 10; do {cat} /dev/null; done"]))!) shell.WaitForExit();
            var result = cost.WaitForEnd();
            Assert.True(result.ExitCode == 0, result.Errors);
            Assert.Contains("live-cost", result.Output, StringComparison.Ordinal);
            Assert.Contains(cat, result.Output, StringComparison.Ordinal);
        }
        finally
        {
            kernel.Control.SetEnabled(enabled);
        }

        Load("-D");
        kernel.AssertAsBefore();
    }

    private string Copy(string program)
    {
        var path = folder.PathOf(program);
        File.Copy($"/usr/bin/{program}", path);
        return path;
    }

    /// <summary>The records of the work under <paramref name="rules"/>, without those that tell of the rules themselves.</summary>
    private byte[] Record(string rules, string cat, string touch)
    {
        var enabled = kernel.Control.GetStatus().Enabled;
        Load(rules);
        kernel.Control.SetEnabled(EnabledState.On);
        try
        {
            var lost = "";
            using var isListening = new ManualResetEventSlim();
            var end = DateTime.MaxValue; // set once the work is done: on a machine with much else to do it takes its time
            var recording = Task.Run(() => LiveTraffic.Record(
                () =>
                {
                    isListening.Set();
                    return DateTime.UtcNow < end;
                },
                out lost));
            isListening.Wait(TestContext.Current.CancellationToken);
            var script = $"for i in 1 2 3 4 5 6 7 8; do {cat} {folder.FullName}/secret {folder.FullName}/absent; {touch} {folder.FullName}/made; done";
            using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script + " >/dev/null 2>&1"]))!;
            shell.WaitForExit();
            end = DateTime.UtcNow.AddMilliseconds(500);
            var log = recording.Result;
            Assert.Equal("", lost);
            return log;
        }
        finally
        {
            kernel.Control.SetEnabled(enabled);
        }
    }

    private CostAnalysis Analyse(byte[] log, string? rules)
    {
        var own = string.Join('\n', Encoding.Latin1.GetString(log).Split('\n').Where(l => !l.StartsWith("type=CONFIG_CHANGE", StringComparison.Ordinal)));
        var analysis = new CostAnalysis(rules is null ? null : Read(rules).Rules);
        var bytes = Encoding.Latin1.GetBytes(own);
        var search = new PlainSearch(new BytesText(bytes), TimeRange.All, new Own(analysis, folder.FullName));
        Assert.True(search.Read(bytes, 0) && search.End());
        return analysis;
    }

    private void Load(string rules)
    {
        var outcome = new RuleApplier(kernel.Control).Apply(Read(rules));
        Assert.True(outcome.Result is ApplyResult.Applied or ApplyResult.Unchanged, $"{outcome.Result} {outcome.Refusal}");
    }

    private WantedRules Read(string rules)
    {
        var reader = new WantedReader(PlanCommands.HostOf(kernel.Control), isMerged: false);
        reader.Add("test", Encoding.UTF8.GetBytes(rules));
        var wanted = reader.ToWanted();
        Assert.Empty(wanted.Errors);
        return wanted;
    }

    /// <summary>Passes on the events of the test's programs: other programs of the machine may tell of themselves.</summary>
    private sealed class Own(IEventVisitor visitor, string folder) : IEventVisitor
    {
        public bool Visit(LogEvent e) =>
            e[0].Line.IndexOf(Encoding.UTF8.GetBytes($"exe=\"{folder}/")) < 0 || visitor.Visit(e);
    }
}
