using System.Globalization;
using Auspex.Linux.Netlink;
using Auspex.Tool.Suite.Auditd;

namespace Auspex.Tests.Suite.Auditd;

/// <summary>What the daemon's own records say of who did something. Source: spec 7.3.</summary>
public sealed class DaemonTextsTests
{
    private const int NoPid = 4_194_399; // above the highest there can be
    private const uint Unset = uint.MaxValue;

    [Fact]
    public void An_unset_login_user_is_4294967295_and_never_minus_1()
    {
        var text = DaemonTexts.Sender(new SignalSender(Unset, Environment.ProcessId, null));
        Assert.StartsWith("auid=4294967295 uid=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("=-1", text, StringComparison.Ordinal);
        Assert.EndsWith($" ses={File.ReadAllText("/proc/self/sessionid")} pid={Environment.ProcessId}", text, StringComparison.Ordinal);
        Assert.Equal(("4294967295", Pid(Environment.ProcessId), "?"), DaemonTexts.ConfigSender(new SignalSender(Unset, Environment.ProcessId, null)));
    }

    [Fact]
    public void Of_a_sender_that_has_ended_only_the_kernel_knows()
    {
        Assert.Equal($"auid=1000 uid=4294967295 ses=4294967295 pid={NoPid} subj=unconfined", DaemonTexts.Sender(new SignalSender(1000, NoPid, "unconfined")));
        Assert.Equal(("1000", Pid(NoPid), "unconfined"), DaemonTexts.ConfigSender(new SignalSender(1000, NoPid, "unconfined")));
    }

    /// <summary>Here, and only here, both C daemons write -1: nobody is no unset user.</summary>
    [Fact]
    public void Without_a_sender_nobody_is_named_and_the_subject_is_a_question_mark()
    {
        Assert.Equal("auid=-1 uid=-1 ses=-1 pid=-1 subj=?", DaemonTexts.Sender(null));
        Assert.Equal("auid=-1 uid=-1 ses=-1 pid=-1 subj=?", DaemonTexts.Sender(new SignalSender(0, 0, null)));
        Assert.Equal(("-1", "-1", "?"), DaemonTexts.ConfigSender(null));
    }

    [Fact]
    public void The_daemons_own_records_say_whose_it_is_in_full()
    {
        var start = DaemonTexts.Start(new Auspex.Daemon.Configuration.DaemonConfig());
        Assert.Contains($" auid={File.ReadAllText("/proc/self/loginuid")} pid={Environment.ProcessId} uid=", start, StringComparison.Ordinal);
        foreach (var text in (string[])[start, DaemonTexts.Abort("network-init")])
        {
            Assert.DoesNotContain("=-1", text, StringComparison.Ordinal);
            Assert.Contains($" ses={File.ReadAllText("/proc/self/sessionid")}", text, StringComparison.Ordinal);
        }
    }

    private static string Pid(int pid) => pid.ToString(CultureInfo.InvariantCulture);
}
