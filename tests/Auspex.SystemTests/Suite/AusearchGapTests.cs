using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary><c>ausearch --gaps</c>.</summary>
public sealed class AusearchGapTests
{
    [Fact]
    public void Serials_without_a_hole_are_no_gap()
    {
        Assert.Equal(new SuiteRun(0, "", "ausearch: no gaps in 3 events\n"), Gaps(Events(1, 2, 3)));
    }

    [Fact]
    public void A_hole_is_listed_with_its_count_and_the_times_around_it()
    {
        var run = Gaps(Events(1, 2, 6, 7, 10));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            """
            reason=serials from=3 to=5 missing=3 after=2023-11-14T22:13:22.000Z before=2023-11-14T22:13:26.000Z
            reason=serials from=8 to=9 missing=2 after=2023-11-14T22:13:27.000Z before=2023-11-14T22:13:30.000Z

            """,
            run.Output);
    }

    /// <summary>Auspex's daemon tells of its losses in the log: the cause stands in place of the bare hole.</summary>
    [Fact]
    public void What_the_daemon_tells_of_is_listed_with_its_cause_and_once()
    {
        var told = "type=DAEMON_ERR msg=audit(1700000009.000:77): op=lost cause=restart count=3 first=3 last=5 from=1700000002.000 to=1700000006.000 res=failed\n"
            + "type=DAEMON_ERR msg=audit(1700000009.000:78): op=lost cause=consumer consumer=siem count=9 from=1700000002.000 to=1700000006.500 res=failed\n";
        var run = Gaps(Events(1, 2, 6, 7) + told);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            """
            reason=recorded cause=restart from=3 to=5 missing=3 after=2023-11-14T22:13:22.000Z before=2023-11-14T22:13:26.000Z
            reason=recorded cause=consumer:siem missing=9 after=2023-11-14T22:13:22.000Z before=2023-11-14T22:13:26.500Z

            """,
            run.Output);
    }

    /// <summary>A sender's record hides nothing: neither of other nodes, nor what it does not own up to itself.</summary>
    [Theory]
    [InlineData("node=evil ", "cause=serials count=3 first=3 last=5 from=1700000002.000 to=1700000006.000 res=failed")]
    [InlineData("", "cause=consumer count=1 first=0 last=4294967295 from=1.0 to=2.0 res=success")]
    [InlineData("", "cause=consumer count=3 first=3 last=5 from=1700000002.000 to=1700000006.000 res=failed")]
    [InlineData("", "cause=disk count=2 first=0 last=4294967295 from=1700000002.000 to=1700000006.000 res=failed")]
    public void A_loss_that_others_make_up_hides_no_hole(string node, string told)
    {
        var run = Gaps(Events(1, 2, 6, 7) + $"{node}type=DAEMON_ERR msg=audit(1700000009.000:77): op=lost {told}\n");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("reason=serials from=3 to=5 missing=3 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_comes_late_fills_its_hole()
    {
        var late = Event("USER_TTY", 1700000010, 3);
        Assert.Equal(0, Gaps(Events(1, 2, 4, 5) + late).ExitCode);
    }

    /// <summary>Issue 9, B1: the call had blocked, so it stands before those around it.</summary>
    [Theory]
    [InlineData(601)]
    [InlineData(3600)]
    [InlineData(900_000)]
    public void A_stamp_that_is_old_makes_no_hole(int secondsOld)
    {
        var log = new StringBuilder();
        for (var i = 1; i <= 200; i++) log.Append(FormattableString.Invariant($"type=USER_TTY msg=audit({1700000000 + (i / 10) - (i == 100 ? secondsOld : 0)}.{i % 10}00:{i}): pid=1\n"));
        Assert.Equal(new SuiteRun(0, "", "ausearch: no gaps in 200 events\n"), Gaps(log.ToString()));
    }

    /// <summary>Its number was drawn early, and its stamp is younger than that of the event that opened the hole.</summary>
    [Fact]
    public void A_hole_is_filled_however_late()
    {
        var log = Event("USER_TTY", 1700000000, 99) + Event("USER_TTY", 1700000001, 101) + Event("USER_TTY", 1700001900, 100) + Event("USER_TTY", 1700002000, 102);
        Assert.Equal(new SuiteRun(0, "", "ausearch: no gaps in 4 events\n"), Gaps(log));
    }

    /// <summary>A call says something when it begins, and the rest when it ends, thousands of events later or behind a start of auditd.</summary>
    [Fact]
    public void The_rest_of_an_event_is_no_other_boot()
    {
        var log = Event("AVC", 1700000000, 10) + Events([.. Enumerable.Range(11, 6000)]) + Event("SYSCALL", 1700000000, 10) + Events([.. Enumerable.Range(6011, 20)]);
        Assert.Equal(0, Gaps(log).ExitCode);
        log = Event("AVC", 1700000000, 1) + Events(2, 3) + Event("DAEMON_START", 1700000100, 9000) + Event("SYSCALL", 1700000000, 1) + Events(4, 5);
        Assert.Equal(0, Gaps(log).ExitCode);
    }

    [Fact]
    public void Another_boot_is_seen_though_its_clock_is_behind()
    {
        var log = Events([.. Enumerable.Range(5000, 50)]) + Event("DAEMON_START", 1700000100, 9000);
        foreach (var serial in Enumerable.Range(1, 40).Where(s => s != 7)) log += Event("USER_TTY", 1700000000 + serial, serial);
        Assert.StartsWith("reason=serials from=7 to=7 missing=1 ", Gaps(log).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_boot_fills_no_hole_of_the_one_before()
    {
        var log = Events(1, 90, 91) + Event("DAEMON_START", 1700000300, 9000) + Event("USER_TTY", 1700000301, 3) + Event("USER_TTY", 1700000302, 4);
        Assert.StartsWith("reason=serials from=2 to=89 missing=88 ", Gaps(log).Output, StringComparison.Ordinal);
    }

    /// <summary>Issue 9, B4.</summary>
    [Theory]
    [InlineData("text", "reason=file name=LOGS/audit.log.2\nreason=serials from=3 to=4 ")]
    [InlineData("json", "{\"node\":null,\"reason\":\"file\",\"name\":\"LOGS/audit.log.2\"}\n{\"node\":null,\"reason\":\"serials\",\"from\":3,\"to\":4,")]
    public void A_rotated_file_that_is_missing_between_others_is_a_gap(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("audit.log.3", Events(1, 2));
        folder.Write("audit.log.1", Events(5, 6));
        folder.Write("audit.log", Events(7, 8));
        var run = SuiteRun.Ausearch(["-if", folder.FullName, "--gaps", .. format == "json" ? (string[])["--format", "json"] : []]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected.Replace("LOGS", folder.FullName, StringComparison.Ordinal), run.Output, StringComparison.Ordinal);
        Assert.Contains($"NOTE - {folder.FullName}/audit.log.2 is left out (No such file or directory)\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Serials_go_on_behind_two_to_the_32()
    {
        var log = Event("USER_TTY", 1700000001, 4294967294) + Event("USER_TTY", 1700000002, 4294967295) + Event("USER_TTY", 1700000003, 0)
            + Event("USER_TTY", 1700000004, 2);
        Assert.Contains("from=1 to=1 missing=1", Gaps(log).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_boot_is_no_hole_and_auditds_own_serials_do_not_count()
    {
        var log = Events(5000, 5001) + Event("DAEMON_END", 1700006000, 77) + Event("DAEMON_START", 1700006100, 9000)
            + Event("USER_TTY", 1700006101, 3) + Event("SYSTEM_BOOT", 1700006102, 4) + Event("USER_TTY", 1700006103, 6);
        var run = Gaps(log);
        Assert.StartsWith("reason=serials from=5 to=5 missing=1 ", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_boot_that_counted_further_than_the_last_one_is_no_hole()
    {
        var log = Events(1, 2) + Event("DAEMON_START", 1700000100, 9000) + Event("SYSTEM_BOOT", 1700000101, 40) + Event("USER_TTY", 1700000102, 41);
        Assert.Equal(0, Gaps(log).ExitCode);
    }

    [Fact]
    public void What_the_kernel_said_while_auditd_was_away_is_missing()
    {
        var log = Events(1, 2) + Event("DAEMON_START", 1700000100, 9000) + Event("USER_TTY", 1700000101, 40);
        Assert.StartsWith("reason=daemon-start from=3 to=39 missing=37 ", Gaps(log).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_count_for_themselves()
    {
        var log = "node=a " + Event("USER_TTY", 1700000001, 1) + "node=b " + Event("USER_TTY", 1700000002, 100)
            + "node=a " + Event("USER_TTY", 1700000003, 2) + "node=b " + Event("USER_TTY", 1700000004, 103);
        Assert.StartsWith("node=b reason=serials from=101 to=102 missing=2 ", Gaps(log).Output, StringComparison.Ordinal);
        Assert.Equal(0, Gaps(log, "-n", "a").ExitCode);
    }

    [Fact]
    public void The_kernels_counter_of_lost_records_is_told_when_it_rises()
    {
        var log = Events(1) + "type=CONFIG_CHANGE msg=audit(1700000002.000:2): op=set lost=0 old=7 auid=0 ses=1 res=1\n"
            + Events(3) + "type=CONFIG_CHANGE msg=audit(1700000004.000:4): op=set lost=0 old=0 auid=0 ses=1 res=1\n";
        var run = Gaps(log);
        Assert.Equal("reason=lost missing=7 after=2023-11-14T22:13:21.000Z before=2023-11-14T22:13:22.000Z\n", run.Output);
    }

    [Fact]
    public void As_json_a_gap_is_an_object()
    {
        var run = Gaps(Events(1, 3), "--format", "json");
        Assert.Equal(
            "{\"node\":null,\"reason\":\"serials\",\"from\":2,\"to\":2,\"missing\":1,"
            + "\"after\":\"2023-11-14T22:13:21.000Z\",\"before\":\"2023-11-14T22:13:23.000Z\"}\n",
            run.Output);
    }

    [Fact]
    public void Selection_does_not_go_with_it() =>
        Assert.StartsWith("--gaps looks at all events", Gaps(Events(1), "-k", "x").Errors, StringComparison.Ordinal);

    private static SuiteRun Gaps(string log, params string[] words)
    {
        using var folder = new TemporaryFolder();
        return SuiteRun.Ausearch(["-if", folder.Write("a.log", log), "--gaps", .. words]);
    }

    private static string Events(params int[] serials)
    {
        var text = new StringBuilder();
        foreach (var serial in serials) text.Append(Event("USER_TTY", 1700000000 + serial, serial));
        return text.ToString();
    }

    private static string Event(string type, long second, long serial) =>
        FormattableString.Invariant($"type={type} msg=audit({second}.000:{serial}): pid=1 uid=0 auid=0 ses=1\n");
}
