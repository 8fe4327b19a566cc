using System.Text;
using Auspex.Rules;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules;

/// <summary>Text to bytes to text is the identity on what <c>auditctl -l</c> lists, whatever the machine.</summary>
public sealed class RuleRoundTripTests
{
    private const int RulesPerMachine = 3000;

    [Theory]
    [InlineData(Machine.X8664)]
    [InlineData(Machine.X86)]
    [InlineData(Machine.Aarch64)]
    [InlineData(Machine.Arm)]
    [InlineData(Machine.Ppc64)]
    [InlineData(Machine.Ppc64Le)]
    [InlineData(Machine.Ppc)]
    [InlineData(Machine.S390X)]
    [InlineData(Machine.S390)]
    [InlineData(Machine.RiscV64)]
    [InlineData(Machine.RiscV32)]
    public void What_is_listed_reads_back_as_the_same_rule(Machine machine)
    {
        var random = Seeded.New(out var seed);
        var host = new FixedRuleHost { Machine = machine };
        var generator = new RandomRules(random, host);
        for (var i = 0; i < RulesPerMachine; i++)
        {
            var rule = generator.Next();
            var text = RuleReading.List(rule, host);
            var back = RuleReading.Rule(text, host).ToWire();
            Assert.True(rule.Equals(back), $"{seed}: {text}");
            Assert.True(rule.Bytes.SequenceEqual(back.Bytes), $"{seed}: {text}");
            Assert.Equal(text, RuleReading.List(back, host));
        }
    }

    [Theory]
    [InlineData(Machine.X8664)]
    [InlineData(Machine.X86)]
    [InlineData(Machine.Aarch64)]
    [InlineData(Machine.Arm)]
    [InlineData(Machine.Ppc64)]
    [InlineData(Machine.S390X)]
    [InlineData(Machine.S390)]
    [InlineData(Machine.RiscV64)]
    [InlineData(Machine.RiscV32)]
    public void Every_system_call_alone_reads_back(Machine machine)
    {
        var host = new FixedRuleHost { Machine = machine };
        for (var number = 0; number < RuleWire.MaxSyscalls; number++)
        {
            var rule = new RuleBuilder(RuleList.Exit, RuleAction.Always)
                .Where(RuleField.Arch, RuleOperator.Equal, (uint)Machines.ToArch(machine)).WithSyscalls(number).Build();
            var text = RuleReading.List(rule, host);
            Assert.True(rule.Equals(RuleReading.Rule(text, host).ToWire()), text);
        }
    }

    [Fact]
    public void Hostile_text_never_throws_and_its_findings_lie_inside_it()
    {
        var random = Seeded.New(out var seed);
        var host = new FixedRuleHost();
        var generator = new RandomRules(random, host);
        for (var i = 0; i < 20_000; i++)
        {
            var line = Encoding.UTF8.GetBytes(RuleReading.List(generator.Next(), host));
            for (var n = random.Next(1, 4); n > 0; n--) line = Mutate(line, random);
            var text = Encoding.Latin1.GetString(line);
            foreach (var read in new Auspex.Rules.Files.RuleFileReader(host, "f", line).ReadAll())
            {
                foreach (var finding in read.Command.Diagnostics)
                {
                    Assert.True(finding.Place.Line == read.Number && finding.Place.Column >= 1, $"{seed}: {text}");
                    Assert.True(finding.Place.Column <= line.Length + 1, $"{seed}: {finding.Place} in {text}");
                }

                foreach (var step in read.Command.Steps.Where(s => s.Rule is not null)) _ = step.Rule!.ToWire();
            }
        }
    }

    private static byte[] Mutate(byte[] line, Random random)
    {
        var at = random.Next(line.Length);
        byte[] some = [(byte)random.Next(256)];
        return random.Next(4) switch
        {
            0 => [.. line[..at], .. line[Math.Min(line.Length, at + random.Next(8))..], .. some],
            1 => [.. line[..at], .. some, .. line[at..]],
            2 => [.. line[..at], .. " -F "u8, .. line[at..]],
            _ => [.. line[..at], .. some, .. line[(at + 1)..]],
        };
    }
}
