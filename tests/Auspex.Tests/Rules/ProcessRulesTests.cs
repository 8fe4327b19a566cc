using System.Text;
using Auspex.Rules;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules;

public sealed class ProcessRulesTests
{
    private static readonly string[] Calls = ["clone", "clone3", "fork", "vfork", "execve", "execveat", "exit", "exit_group"];

    [Theory]
    [InlineData("x86_64", "x86_64", "i386")]
    [InlineData("i686", "i386")]
    [InlineData("aarch64", "aarch64", "arm")]
    [InlineData("riscv64", "riscv64")]
    [InlineData("ppc64le", "ppc")]
    [InlineData("s390x", "s390x", "s390")]
    public void They_name_exactly_the_calls_that_the_tables_do(string machine, params string[] tables)
    {
        var facts = TestFiles.Shared("facts");
        var rules = ProcessRules.For(Encoding.ASCII.GetBytes(machine));
        Assert.Equal(tables.Length, rules.Count);
        for (var i = 0; i < tables.Length; i++)
        {
            var rows = File.ReadLines($"{facts}/syscalls-{tables[i]}.tsv").Skip(1).Select(l => l.Split('\t'));
            var expected = rows.Where(r => Calls.Contains(r[1])).Select(r => int.Parse(r[0], null)).Order().ToArray();
            var actual = Enumerable.Range(0, RuleWire.MaxSyscalls).Where(rules[i].HasSyscall).ToArray();
            Assert.Equal(expected, actual);
            Assert.True(rules[i].HasKey(ProcessRules.Key));
        }
    }

    [Fact]
    public void An_unknown_machine_has_none() => Assert.Empty(ProcessRules.For("m68k"u8));
}
