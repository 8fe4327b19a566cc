using Auspex.Rules.Words;
using Auspex.Tables;

namespace Auspex.Tests.Rules.Words;

/// <summary>Rules in words.</summary>
public sealed class RuleWordsTests
{
    [Fact]
    public void A_rule_is_told_condition_by_condition() => Assert.Equal(
        [
            "On the exit list: looked at when a system call ends.",
            "Makes an event, when all of this holds:",
            "  - the system call open or openat",
            "  - a program of 64 bits (x86_64)",
            "  - the result of the call (exit) is -EACCES",
            "  - the login user (auid) is at least 1000",
            "  - the login user (auid) is set: a person logged in",
            "Its events carry the key access: ausearch -k access finds them.",
        ],
        Explain("-a always,exit -F arch=b64 -S open,openat -F exit=-EACCES -F auid>=1000 -F auid!=unset -F key=access"));

    [Theory]
    [InlineData("-a never,exit -F arch=b64 -F dir=/dev/shm -k shm")]
    [InlineData("-a always,exclude -F exe=/bin/a -k shm")]
    public void A_rule_that_makes_no_events_promises_none(string rule)
    {
        Assert.DoesNotContain(Explain(rule), l => l.Contains("ausearch", StringComparison.Ordinal) || l.Contains("carry", StringComparison.Ordinal));
        Assert.Equal("The key shm only names the rule, for auditctl -l -k shm: it makes no event of its own.", Explain(rule)[^1]);
    }

    [Theory]
    [InlineData("-a never,task", "Lets no system call of the process make an event, always.")]
    [InlineData("-A never,exit -S all -F pid=1", "First on the exit list: looked at when a system call ends.")]
    [InlineData("-a always,exclude -F msgtype=CWD", "  - the type of the record (msgtype) is CWD")]
    [InlineData("-a always,exclude -F msgtype=CWD", "Drops the record, when this holds:")]
    [InlineData("-a never,filesystem -F fstype=tracefs", "Leaves the file's name out of the event, when this holds:")]
    [InlineData("-a always,exit -S all -C uid!=euid", "  - the user (uid) is another than the effective user (euid)")]
    [InlineData("-a always,exit -S all -F success=0", "  - the call fails")]
    [InlineData("-a always,exit -S all -F success!=0", "  - the call succeeds")]
    [InlineData("-a always,exit -S all -F a2&=0x40", "  - the third argument (a2) has all bits of 0x40")]
    [InlineData("-a always,exit -S all -F exe!=/bin/sh", "  - the program is not /bin/sh")]
    [InlineData("-a always,io_uring -S openat", "  - the operation openat")]
    [InlineData("-w /etc/passwd -p wa", "  - the access is writing or changing attributes")]
    [InlineData("-w /etc -p r", "  - the file is in or below /etc")]
    public void A_line_says_what_it_means(string rule, string line) => Assert.Contains(line, Explain(rule), StringComparer.Ordinal);

    private static IReadOnlyList<string> Explain(string rule) => new RuleWords(Machine.X8664).Explain(RuleReading.Rule(rule).ToWire());
}
