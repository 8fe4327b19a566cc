using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>A stamp is taken when a call begins, its record written when it ends: no file is left out for the first stamp in it (issue 9, B1).</summary>
public sealed class AusearchLateTests
{
    private const long Start = 1_795_000_000; // 2026-11-18 11:06:40

    [Fact]
    public void A_file_that_begins_with_a_call_that_had_blocked_hides_none_before_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("audit.log.1", Events(1, 600));
        folder.Write("audit.log", Call(100, 601) + Events(602, 1200));
        var run = SuiteRun.Ausearch("-if", folder.FullName, "-k", "net", "-ts", "11/18/26", "11:11:40", "--raw");
        Assert.Equal(900, Calls(run));
    }

    [Fact]
    public void A_call_that_ended_in_the_next_file_is_found_before_the_end_time()
    {
        using var folder = new TemporaryFolder();
        folder.Write("audit.log.1", Events(1, 600));
        folder.Write("audit.log", Events(601, 800) + Call(500, 801, "late") + Events(802, 900));
        var run = SuiteRun.Ausearch("-if", folder.FullName, "-k", "late", "-ts", "11/18/26", "11:14:50", "-te", "11/18/26", "11:15:10", "--raw");
        Assert.Equal(1, Calls(run));
        var report = AureportOf(folder, "-k", "--summary", "-te", "11/18/26", "11:15:10");
        Assert.Contains("1  late\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_was_ahead_hides_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("audit.log.2", Events(1, 10) + Call(5000, 11, "ahead"));
        folder.Write("audit.log.1", Events(12, 20));
        folder.Write("audit.log", Events(21, 30));
        Assert.Equal(1, Calls(SuiteRun.Ausearch("-if", folder.FullName, "-k", "ahead", "-ts", "11/18/26", "12:30:00", "--raw")));
    }

    /// <summary>The next search finds the event that the last one ended with, though ordinary events stand before it.</summary>
    [Fact]
    public void A_checkpoint_may_be_a_call_that_had_blocked()
    {
        using var folder = new TemporaryFolder();
        var (log, checkpoint) = (folder.Write("a.log", Events(1, 600) + Call(100, 601)), folder.PathOf("checkpoint"));
        Assert.Equal(601, Calls(SuiteRun.Ausearch("-if", log, "--checkpoint", checkpoint, "-i")));
        File.AppendAllText(log, Events(602, 610));
        Assert.Equal(9, Calls(SuiteRun.Ausearch("-if", log, "--checkpoint", checkpoint, "-i")));
    }

    private static string AureportOf(TemporaryFolder folder, params string[] words)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        Assert.Equal(0, Tool.Suite.Aureport.AureportTool.Run(["-if", folder.FullName, .. words], SuiteRun.World(output, errors)));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static int Calls(SuiteRun run) => run.Output.Split('\n').Count(l => l.StartsWith("type=SYSCALL", StringComparison.Ordinal));

    private static string Events(int first, int last)
    {
        var text = new StringBuilder();
        for (var i = first; i <= last; i++) text.Append(Call(i, i));
        return text.ToString();
    }

    private static string Call(int second, int serial, string key = "net")
    {
        var stamp = FormattableString.Invariant($"audit({Start + second}.000:{serial})");
        return $"type=SYSCALL msg={stamp}: arch=c000003e syscall=43 success=yes exit=5 items=0 ppid=1 pid=7 auid=0 uid=0 gid=0 ses=1 comm=\"x\" exe=\"/bin/x\" key=\"{key}\"\n"
            + $"type=PROCTITLE msg={stamp}: proctitle=\"x\"\n";
    }
}
