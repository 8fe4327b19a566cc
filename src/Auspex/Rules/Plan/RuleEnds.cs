using System.Runtime.InteropServices;

namespace Auspex.Rules.Plan;

/// <summary>At which end of its list a rule is asked for.</summary>
internal static class RuleEnds
{
    /// <summary>The rule asked for at the front or at the end.</summary>
    public static RuleWire With(RuleWire rule, bool isPrepended)
    {
        if (rule.Prepend == isPrepended) return rule;
        var bytes = rule.Bytes.ToArray();
        MemoryMarshal.AsRef<uint>(bytes.AsSpan()) ^= RuleWire.PrependBit;
        return new RuleWire(bytes);
    }
}
