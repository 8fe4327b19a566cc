using System.Net;
using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>hosts.allow and hosts.deny.</summary>
public sealed class HostAccessTests
{
    [Theory]
    [InlineData("", "", "10.0.0.1", true)]
    [InlineData("", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("auditd: 10.0.0.", "ALL: ALL", "10.0.0.1", true)]
    [InlineData("auditd: 10.0.0.", "ALL: ALL", "10.0.1.1", false)]
    [InlineData("sshd: ALL", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("sshd, auditd : 10.0.0.1 10.0.0.2", "ALL: ALL", "10.0.0.2", true)]
    [InlineData("ALL: 10.0.0.0/255.255.0.0 EXCEPT 10.0.9.0/24", "ALL: ALL", "10.0.3.4", true)]
    [InlineData("ALL: 10.0.0.0/255.255.0.0 EXCEPT 10.0.9.0/24", "ALL: ALL", "10.0.9.4", false)]
    [InlineData("ALL: 10.0.0.0/16 EXCEPT 10.0.9.0/24 EXCEPT 10.0.9.7", "ALL: ALL", "10.0.9.7", true)]
    [InlineData("auditd: [fd00::]/16", "ALL: ALL", "fd00::5", true)]
    [InlineData("auditd: [fd00::]/16", "ALL: ALL", "fe80::5", false)]
    [InlineData("auditd: [::1]", "ALL: ALL", "::1", true)]
    [InlineData("auditd: 127.0.0.1", "ALL: ALL", "::ffff:127.0.0.1", true)]
    [InlineData("auditd: \\\n 10.0.0.1", "ALL: ALL", "10.0.0.1", true)]
    [InlineData("auditd: 10.0.0.1 : deny", "", "10.0.0.1", false)]
    [InlineData("# auditd: ALL", "auditd: 10.0.0.1", "10.0.0.1", false)]
    [InlineData("auditd: good.example.com", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("", "auditd: .bad.example.com", "10.0.0.1", false)]
    [InlineData("", "ALL: PARANOID", "10.0.0.1", false)]
    [InlineData("", "ALL: LOCAL", "10.0.0.1", false)]
    [InlineData("ALL: KNOWN", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("auditd: 10.0.0.0/99", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("no colon", ":::", "10.0.0.1", true)]
    [InlineData("", "no colon", "10.0.0.1", false)]
    [InlineData("", "auditd: ALL EXCEPT trusted.example.com", "10.0.0.1", false)]
    [InlineData("", "ALL: ALL EXCEPT localhost.localdomain", "127.0.0.1", false)]
    [InlineData("", "auditd: ALL EXCEPT 10.0.0.1", "127.0.0.1", false)]
    [InlineData("", "auditd: ALL EXCEPT 10.0.0.1", "10.0.0.1", true)]
    [InlineData("auditd: ALL EXCEPT localhost", "ALL: ALL", "127.0.0.1", false)]
    [InlineData("auditd: ALL EXCEPT 10.0.0.1", "ALL: ALL", "127.0.0.1", true)]
    [InlineData("auditd: ALL EXCEPT good.example.com EXCEPT 10.0.0.1", "ALL: ALL", "10.0.0.1", true)]
    [InlineData("", "ALL EXCEPT sshd: 10.0.0.1", "10.0.0.1", false)]
    [InlineData("", "ALL EXCEPT auditd: 10.0.0.1", "10.0.0.1", true)]
    [InlineData("auditd@10.0.0.9: 10.0.0.1", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("", "auditd@10.0.0.9: 10.0.0.1", "10.0.0.1", false)]
    [InlineData("", "aud*: 10.0.?.*", "10.0.0.1", false)]
    [InlineData("", "aud*: 10.0.?.*", "10.0.10.1", true)]
    [InlineData("auditd: user@10.0.0.1", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("", "auditd: user@10.0.0.1", "10.0.0.1", false)]
    [InlineData("", "auditd: user@10.0.0.1", "10.0.0.2", true)]
    [InlineData("", "auditd: @group", "10.0.0.1", false)]
    [InlineData("", "auditd: /etc/bad.hosts", "10.0.0.1", false)]
    [InlineData("", "auditd: 10.0.0.0/99", "10.0.0.1", false)]
    [InlineData("", "auditd: 10.1", "10.0.0.1", false)]
    [InlineData("auditd: 10.1", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("auditd: 10.0.0.1 : twist /bin/false", "", "10.0.0.1", false)]
    [InlineData("auditd: 10.0.0.1 : spawn echo a\\:b : allow", "ALL: ALL", "10.0.0.1", true)]
    [InlineData("auditd: 10.0.0.1 : nobodyknows", "", "10.0.0.1", false)]
    [InlineData("auditd: [fe80::1]", "ALL: ALL", "fe80::1%3", true)]
    [InlineData("auditd: [fe80::]/10", "ALL: ALL", "fe80::1%3", true)]
    [InlineData("auditd: [fe80::1%3]", "ALL: ALL", "fe80::1%3", true)]
    [InlineData("auditd: [fe80::1%4]", "ALL: ALL", "fe80::1%3", false)]
    [InlineData("", "auditd: [fe80::1]", "fe80::1%3", false)]
    public void The_first_line_that_matches_counts(string allow, string deny, string address, bool expected) =>
        Assert.Equal(expected, HostAccess.Read(Encoding.ASCII.GetBytes(allow), Encoding.ASCII.GetBytes(deny)).Allows(IPAddress.Parse(address)));

    [Fact]
    public void What_counts_against_callers_is_told()
    {
        var access = HostAccess.Read("auditd: 10.0.0.1 : aclexec /bin/x\n"u8, "# fine\nauditd: ALL EXCEPT \\\n a.example.com\nstray\nsshd: b.example.com\n"u8);
        Assert.Equal(
            [
                "hosts.allow(1): aclexec is not run: the line denies",
                "hosts.deny(2): names are not looked up, so that it denies whoever it may be about",
                "hosts.deny(4): no colon: it denies everybody",
            ],
            access.Complaints);
        Assert.Empty(HostAccess.Read("ALL: 10.0.0. EXCEPT 10.0.0.5\n"u8, "ALL: ALL\n"u8).Complaints);
    }

    [Fact]
    public void Files_that_cannot_be_read_let_nobody_in() => Assert.False(HostAccess.Unreadable("x").Allows(IPAddress.Loopback));
}
