using System.Text;
using Auspex.Linux.Netlink;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

public sealed partial class CaseTests
{
    /// <summary>The kernel takes less than AUDIT_MESSAGE_TEXT_MAX. Source: linux/audit.h.</summary>
    private const int LongestText = 8559;

    private const int OfTerminal = 1124; // AUDIT_USER_TTY

    [Fact]
    public void User_msg_every_type_of_user_space_arrives_once_with_its_text()
    {
        using var machine = new LiveMachine();
        int[] types = [1005, .. Enumerable.Range(1100, 100).Where(static t => t != OfTerminal), .. Enumerable.Range(2100, 900)];
        foreach (var type in types) machine.Kernel.Control.SendUserMessage(type, Bytes($"op=live-{type} res=success"));
        foreach (var refused in (int[])[OfTerminal, 1300]) // whose input is not recorded cannot have more of it recorded; and the kernel's own
            Assert.Throws<Auspex.Kernel.KernelException>(() => machine.Kernel.Control.SendUserMessage(refused, "op=live-refused"u8));
        machine.Settle();
        var log = machine.ReadLog();
        foreach (var type in types)
        {
            var record = Assert.Single(log, r => r.Line.Contains($"op=live-{type} res=success", StringComparison.Ordinal));
            var name = Auspex.Tables.RecordTypes.Name((Auspex.Tables.RecordType)type);
            Assert.Equal(name.IsEmpty ? $"UNKNOWN[{type}]" : Encoding.UTF8.GetString(name), record.Type);
            Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), record["pid"]);
        }

        Assert.DoesNotContain(log, static r => r.Line.Contains("op=live-refused", StringComparison.Ordinal));
    }

    [Fact]
    public void User_msg_of_auditctl_arrives_whole_up_to_the_longest_and_is_refused_beyond()
    {
        using var machine = new LiveMachine();
        const string odd = "it's a \"quoted\" word, a=b (c)";
        var longest = "long-" + new string('m', 8200);
        LiveMachine.Auditctl("-m", odd);
        LiveMachine.Auditctl("-m", longest);
        Assert.NotEqual(0, AuspexTool.Run("auditctl", "-m", new string('z', LongestText + 1)).ExitCode);
        var refused = AuspexTool.Run("auditctl", "-m", "größe"); // as audit-userspace: ASCII alone
        Assert.Equal((255, true), (refused.ExitCode, refused.Errors.StartsWith("Illegal character in audit event\n", StringComparison.Ordinal)));
        machine.Kernel.Control.SendUserMessage(1112, Bytes(new string('y', LongestText)));
        machine.Settle();
        var users = machine.Find("-m", "USER");
        Assert.Equal([odd, longest], users.Select(static r => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(r.Line)).Split("msg='text=")[1].Split(" exe=\"")[0]), StringComparer.Ordinal);
        Assert.All(users, static r => Assert.EndsWith(" res=success'", r.Line, StringComparison.Ordinal));
        Assert.EndsWith($"msg='{new string('y', LongestText)}'", Assert.Single(machine.Find("-m", "USER_LOGIN")).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Amcast_joinpart_who_listens_is_told()
    {
        using var machine = new LiveMachine();
        AuditReceiver.OpenListener().Dispose();
        machine.Settle();
        var told = machine.Find("-m", "EVENT_LISTENER").Where(static r => r.Type == "EVENT_LISTENER").ToList();
        if (told.Count == 0) Assert.Skip("this kernel does not tell who listens");
        Assert.Equal(["connect", "disconnect"], told.Select(static r => r["op"]), StringComparer.Ordinal);
        Assert.All(told, static r => Assert.Equal(("1", "1"), (r["nl-mcgrp"], r["res"])));
    }
}
