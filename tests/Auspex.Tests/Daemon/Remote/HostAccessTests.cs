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
    [InlineData("", "ALL: PARANOID", "10.0.0.1", true)]
    [InlineData("auditd: 10.0.0.0/99", "ALL: ALL", "10.0.0.1", false)]
    [InlineData("no colon", ":::", "10.0.0.1", true)]
    public void The_first_line_that_matches_counts(string allow, string deny, string address, bool expected) =>
        Assert.Equal(expected, HostAccess.Read(Encoding.ASCII.GetBytes(allow), Encoding.ASCII.GetBytes(deny)).Allows(IPAddress.Parse(address)));
}
