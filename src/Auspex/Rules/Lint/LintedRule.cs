using System.Runtime.InteropServices;

namespace Auspex.Rules.Lint;

/// <summary>A rule of the set that is left when all lines are done.</summary>
internal sealed class LintedRule
{
    private readonly uint[] calls;

    public LintedRule(Rule rule)
    {
        Rule = rule;
        Wire = rule.ToWire();
        calls = MemoryMarshal.Cast<byte, uint>(Wire.Bytes.Slice(RuleWire.MaskAt, RuleWire.MaskWords * sizeof(uint))).ToArray();
        TakesAllCalls = Wire.AllSyscalls;
    }

    public Rule Rule { get; }

    public RuleWire Wire { get; }

    public SourcePlace Place => Rule.Place;

    /// <summary>True when the rule takes every system call.</summary>
    public bool TakesAllCalls { get; }

    /// <summary>Bit n stands for system call n.</summary>
    public ReadOnlySpan<uint> Calls => calls;

    /// <summary>How messages name another rule.</summary>
    public string Where => $"{Place.File} line {Place.Line}";

    /// <summary>The term of a field, or null.</summary>
    public RuleTerm? Term(RuleField field) => Rule.Terms.FirstOrDefault(t => t.Field == field);
}
