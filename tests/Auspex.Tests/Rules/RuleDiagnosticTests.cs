using Auspex.Rules;
using Auspex.Rules.Files;
using Auspex.Tables;

namespace Auspex.Tests.Rules;

/// <summary>Where findings point, and what they advise.</summary>
public sealed class RuleDiagnosticTests
{
    private const string QuotedAdvice = "quotes are a part of the word: take them away, and write a backslash before a space";

    [Theory]
    [InlineData("-a always,exit -S opn", 19, RuleFault.UnknownSyscall, "did you mean open?")]
    [InlineData("-a always,exit -S open,clos,read", 24, RuleFault.UnknownSyscall, "did you mean close?")]
    [InlineData("-a always,exit -F audi>=1000", 19, RuleFault.UnknownField, "did you mean auid?")]
    [InlineData("-a always,exit -F exit=-EACES", 24, RuleFault.UnknownName, "did you mean EACCES?")]
    [InlineData("-a always,exclude -F msgtype=SYSCAL", 30, RuleFault.UnknownName, "did you mean SYSCALL?")]
    [InlineData("-a alwys,exit -S open", 4, RuleFault.BadKeyword, "did you mean always,exit?")]
    [InlineData("-a exclde,never -F msgtype=CWD", 4, RuleFault.BadKeyword, "did you mean exclude,never?")]
    [InlineData("-a always,nowhere -S open", 4, RuleFault.BadKeyword, "always or never; task, exit, user, exclude, filesystem or io_uring; a comma between")]
    [InlineData("-a always,exit -F arch=b46 -S open", 24, RuleFault.UnknownArch, "did you mean b64?")]
    [InlineData("-a always,exit -F arch=x86-64 -S open", 24, RuleFault.UnknownArch, "did you mean x86_64?")]
    [InlineData("-a always,exit -F ipd=5", 19, RuleFault.UnknownField, "did you mean pid?")]
    [InlineData("-a always,exit -C uid!=eiud", 24, RuleFault.UnknownField, "did you mean euid?")]
    [InlineData("--reset_lost", 1, RuleFault.UnknownOption, "did you mean --reset-lost?")]
    [InlineData("-w \"/etc/my app.conf\" -p wa", 4, RuleFault.BadPath, QuotedAdvice)]
    [InlineData("-D -k \"two words\"", 1, RuleFault.WrongCompany, "-D, or -D -k KEY")]
    [InlineData("-b 5 words\"", 6, RuleFault.StrayWord, QuotedAdvice)]
    [InlineData("   -a always,exit  -F uid", 23, RuleFault.NoOperator, "field, operator, value: -F auid>=1000")]
    [InlineData("-a always,exit -S open -F arch=b64", 27, RuleFault.ArchMisplaced, "names of calls are looked up in its table")]
    internal void A_finding_points_at_what_is_wrong_and_says_what_would_be_right(string line, int column, RuleFault fault, string advice)
    {
        var error = RuleReading.Error(line);
        Assert.Equal((fault, new SourcePlace("test.rules", 1, column, error.Place.Length), advice), (error.Fault, error.Place, error.Advice));
    }

    [Theory]
    [InlineData("setuid,", "setuid")]
    [InlineData(",setuid,,setgid,", "setuid,setgid")]
    [InlineData("open,all", "all")]
    [InlineData("setuid, -S setgid", "setuid,setgid")]
    public void A_comma_too_many_among_calls_is_passed_over(string written, string meant)
    {
        var rule = RuleReading.Rule($"-a always,exit -F arch=b64 -S {written}");
        Assert.Equal(RuleReading.Rule($"-a always,exit -F arch=b64 -S {meant}").ToWire(), rule.ToWire());
        Assert.DoesNotContain(rule.Syscalls, s => s.Text.IsEmpty);
    }

    [Fact]
    public void Lines_are_counted_with_blanks_and_comments()
    {
        var lines = RuleReading.File("# one\n\n-w /a\n   # four\n-a bogus\n");
        Assert.Equal([3, 5], lines.Select(l => l.Number));
        Assert.Equal("test.rules(5,4)", lines[1].Command.Diagnostics.Single().Place.ToString());
    }

    [Theory]
    [InlineData(Machine.Ppc64Le, "b32", "arch requested bit level not supported by machine")]
    [InlineData(Machine.X86, "b64", "arch requested bit level not supported by machine")]
    [InlineData(Machine.X8664, "uring", "arch elf mapping not found")]
    public void Bits_that_the_machine_lacks_are_refused(Machine machine, string arch, string message) =>
        Assert.Equal(message, RuleReading.Error($"-a always,exit -F arch={arch} -S open", new FixedRuleHost { Machine = machine }).Message);

    [Theory]
    [InlineData(RuleAbilities.None, "-a always,exit -F exe=/a", "Field option not supported by kernel: exe")]
    [InlineData(RuleAbilities.None, "-a always,exit -F sessionid=1", "Field option not supported by kernel: sessionid")]
    [InlineData(RuleAbilities.None, "-a never,filesystem -F fstype=tracefs", "fstype filter is not supported by the kernel")]
    [InlineData(RuleAbilities.None, "-a always,exclude -F pers=1", "Only msgtype, *uid, *gid, pid, and subj* fields can be used with exclude filter")]
    internal void What_the_kernel_cannot_do_is_refused(RuleAbilities abilities, string line, string message) =>
        Assert.Equal(message, RuleReading.Error(line, new FixedRuleHost { Abilities = abilities }).Message);

    [Theory]
    [InlineData("-a always,exit -F auid>=10O0", "Warning - 10O0 is read as 10")]
    [InlineData("-a always,exit -F a0=0x1FFFFFFFF", "Warning - 0x1FFFFFFFF is read as 4294967295")]
    public void A_number_that_is_cut_is_told(string line, string message) =>
        Assert.Contains(RuleReading.Command(line).Diagnostics, d => d.Fault == RuleFault.NumberCut && d.Message == message);

    [Fact]
    public void Keys_of_256_bytes_are_the_longest()
    {
        Assert.Equal(256, RuleReading.Rule($"-w /a -k {new string('a', 100)} -k {new string('b', 155)}").ToWire().Keys.Length);
        Assert.Equal("key option exceeds size limit", RuleReading.Error($"-w /a -k {new string('a', 100)} -k {new string('b', 156)}").Message);
    }

    [Fact]
    public void A_rule_holds_63_fields_its_keys_included()
    {
        var fields = string.Concat(Enumerable.Range(0, 63).Select(i => $" -F pid!={i}"));
        Assert.Equal(63, RuleReading.Rule("-a always,exit -S open" + fields).ToWire().ConditionCount);
        Assert.Equal("Too many fields in rule: key=kk", RuleReading.Error($"-a always,exit -S open{fields} -k kk").Message);
        Assert.Equal("Too many fields in rule: pid=1", RuleReading.Error($"-a always,exit -S open{fields} -F pid=1").Message);
    }

    [Fact]
    public void A_line_that_is_too_long_is_one_finding()
    {
        var lines = RuleReading.File("-w /" + new string('a', RuleFileReader.MaxLineBytes) + "\n-w /b\n");
        Assert.Equal(RuleFault.LineTooLong, lines[0].Command.Diagnostics.Single().Fault);
        Assert.False(lines[1].Command.IsBroken);
    }

    [Fact]
    public void The_pairs_of_fields_are_those_of_the_facts()
    {
        var rows = File.ReadLines(Interpretation.Shared.Path("facts/rule-compare.tsv")).Skip(1).Select(l => l.Split('\t')).ToArray();
        Assert.Equal(25, rows.Length);
        foreach (var row in rows)
        {
            var rule = RuleReading.Rule($"-a always,exit -C {row[2]}!={row[1]}").ToWire();
            Assert.Equal(row[0], rule.GetCondition(0).Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal($"-a always,exit -S all {row[3].Replace("{op}", "!=", StringComparison.Ordinal)}", RuleReading.List(rule));
        }
    }

    [Fact]
    public void Permissions_stand_for_the_calls_of_the_facts()
    {
        string[] columns = ["x86_64", "i386", "aarch64", "arm", "ppc", "s390", "s390x", "riscv64", "riscv32"];
        Machine[] machines =
        [
            Machine.X8664, Machine.X86, Machine.Aarch64, Machine.Arm, Machine.Ppc, Machine.S390, Machine.S390X, Machine.RiscV64, Machine.RiscV32,
        ];
        var rows = File.ReadLines(Interpretation.Shared.Path("facts/perm-syscalls.tsv")).Skip(1).Select(l => l.Split('\t')).ToArray();
        for (var m = 0; m < machines.Length; m++)
        {
            foreach (var letter in "rwxa")
            {
                var expected = rows.Where(r => r[0][0] == letter && r[4 + m] != "-")
                    .Select(r => int.Parse(r[4 + m], System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();
                var name = System.Text.Encoding.ASCII.GetString(Machines.Name(machines[m]));
                var rule = RuleReading.Rule($"-a always,exit -F arch={name} -F path=/a -F perm={letter}").ToWire();
                Assert.True(expected.SequenceEqual(Enumerable.Range(0, 2048).Where(rule.HasSyscall)), $"{columns[m]} {letter}");
            }
        }
    }
}
