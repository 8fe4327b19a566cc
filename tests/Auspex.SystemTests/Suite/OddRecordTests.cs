using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Records that programs other than today's auditd wrote, or a crash left behind (issue 9).</summary>
public sealed class OddRecordTests
{
    private const string NoMsg = "type=SYSCALL audit(1572298453.690:5717): arch=c000003e syscall=59 success=yes exit=0 items=0 ppid=1 pid=1450 auid=4294967295 uid=0 tty=(none) ses=4294967295 comm=\"agetty\" exe=\"/usr/sbin/agetty\" key=(null)\n";

    [Fact]
    public void A_record_without_msg_is_a_record_to_all_commands_and_interpreted_as_the_others()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", NoMsg);
        Assert.Contains("\ntype=SYSCALL msg=audit(10/28/19 21:34:13.690:5717) : arch=x86_64 syscall=execve ", SuiteRun.Ausearch("-if", log, "-i").Output, StringComparison.Ordinal);
        var watched = AuspexTool.Run("watch", "--if", log, "--utc");
        Assert.Contains("1450", watched.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no audit records", watched.Errors, StringComparison.Ordinal);
    }

    /// <summary>As both C tools.</summary>
    [Theory]
    [InlineData("uid=0")]
    [InlineData("uid=1000")]
    public void A_login_of_old_kernels_names_nobody_that_somebody_acts_as(string uid)
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", $"type=LOGIN msg=audit(1170021601.343:296): login pid=13015 {uid} old auid=4294967295 new auid=0\n");
        Assert.Equal("At 22:00:01 01/28/07  changed-login-id-to unset \n", SuiteRun.Ausearch("-if", log, "--format", "text").Output);
    }

    [Fact]
    public void A_loss_of_unknown_size_is_told_in_English()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", string.Concat(Enumerable.Range(0, 40).Select(i => $"type=USER_ACCT msg=audit({1700000000 + i}.000:{(i < 20 ? i : i + 900_000_000)}): pid=1\n")));
        Assert.Contains("LOST  an unknown number of events: their serials are missing", AuspexTool.Run("watch", "--if", log, "--utc", "-q").Output, StringComparison.Ordinal);
    }

    /// <summary>A failed writeback leaves them: a mapped file and a pipe give what stands behind.</summary>
    [Fact]
    public void A_record_behind_a_mebibyte_of_NUL_is_found_by_both_engines()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write("a.log", NoMsg + new string('\0', 1 << 20) + NoMsg.Replace("5717", "5718", StringComparison.Ordinal) + NoMsg.Replace("5717", "5719", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(log, DateTime.UtcNow.AddHours(-1));
        Assert.Equal([5717, 5718, 5719], SuiteRun.Ausearch("-if", log, "-i").Serials());
        foreach (var line in (string[])["\"$AUSPEX\" ausearch -if " + log + " --raw", "AUSPEX_ENGINE=plain \"$AUSPEX\" ausearch -if " + log + " --raw", "cat " + log + " | \"$AUSPEX\" ausearch --raw"])
            Assert.Equal(3, AuspexTool.RunShell(line).Lines.Length);
    }
}
