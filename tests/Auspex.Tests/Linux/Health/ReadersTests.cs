using Auspex.Linux.Health;

namespace Auspex.Tests.Linux.Health;

/// <summary>Texts of the machine that facts are read from.</summary>
public sealed class ReadersTests
{
    [Fact]
    public void Listeners_are_the_audit_sockets_in_the_first_group()
    {
        const string table =
            """
            sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode
            0000000000000000 0   1          00000551 0        0        0     2        0        5001
            0000000000000000 9   0          00000000 0        0        0     2        0        5002
            0000000000000000 9   812        00000001 0        0        0     2        17       5003
            0000000000000000 9   900        00000000 0        0        0     2        0        5004
            torn
            """;
        Assert.Equal([("5003", 17L)], ListenerReader.Parse(table));
    }

    [Theory]
    [InlineData("session required pam_loginuid.so", true)]
    [InlineData("-session  optional\tpam_loginuid.so  require_auditd", true)]
    [InlineData("session [success=ok default=bad] pam_loginuid.so", true)]
    [InlineData("# session required pam_loginuid.so", false)]
    [InlineData("auth required pam_loginuid.so", false)]
    [InlineData("@include common", true)]
    [InlineData("session include common", true)]
    [InlineData("session substack common", true)]
    [InlineData("auth include common", false)]
    [InlineData("@include loop", false)]
    [InlineData("@include ../../x", false)]
    [InlineData("", false)]
    public void Pam_loginuid_is_found_over_includes(string text, bool expected)
    {
        string? Read(string service) => service switch
        {
            "sshd" => text,
            "common" => "session optional pam_umask.so\nsession required /lib/security/pam_loginuid.so\n",
            "loop" => "@include loop",
            _ => null,
        };
        Assert.Equal(expected, SurroundingsReader.HasLoginUid(Read, "sshd", 0));
    }

    [Fact]
    public void The_tail_of_a_log_and_the_times_of_all_are_read()
    {
        var folder = Directory.CreateTempSubdirectory("auspex-health-");
        try
        {
            var log = Path.Combine(folder.FullName, "audit.log");
            File.WriteAllText(log + ".1", "type=SYSCALL msg=audit(1000.500:1): a=1\ntype=SYSCALL msg=audit(1001.000:2): a=1\n");
            File.WriteAllText(log, "type=SYSCALL msg=audit(1002.000:3): a=1\ntype=SYSCALL msg=audit(1003.000:6): a=1\ntype=SYS");
            File.WriteAllText(log + ".old", "");
            var logs = LogFactsReader.List(log);
            Assert.Equal([log, log + ".1"], logs, StringComparer.Ordinal);
            var facts = LogFactsReader.Read(logs);
            Assert.Equal((1_002_000, 1_003_000), (facts[0].FirstMilliseconds, facts[0].LastMilliseconds));
            Assert.Equal((1_000_500, 1_001_000), (facts[1].FirstMilliseconds, facts[1].LastMilliseconds));
            var tail = LogFactsReader.ReadTail(log)!;
            Assert.Equal((4, 1_000_500), (tail.Events, tail.FirstMilliseconds));
            Assert.Equal((4u, 5u), (Assert.Single(tail.Gaps).First, tail.Gaps[0].Last));
            File.AppendAllText(log, "CALL msg=audit(500.000:7): a=1\n"); // it had blocked
            Assert.Equal(1_003_000, LogFactsReader.Read([log])[0].LastMilliseconds);
            File.WriteAllText(log, "type=SYSCALL msg=audit(500.000:1): a=1\n" + string.Concat(Enumerable.Range(2, 300).Select(i => $"type=SYSCALL msg=audit({2000 + i}.000:{i}): a=1\n")));
            Assert.InRange(LogFactsReader.Read([log])[0].FirstMilliseconds, 2_002_000, 2_005_000);
            Assert.Null(LogFactsReader.ReadTail(log + ".none"));
            Assert.True(LogFactsReader.ReadDisk(log) is { TotalBytes: > 0, HasOthers: true });
            Assert.Null(LogFactsReader.ReadDisk("/nonexistent/audit.log"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
