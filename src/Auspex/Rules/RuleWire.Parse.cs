using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Auspex.Rules;

internal sealed partial class RuleWire
{
    /// <summary>Reads a rule, as in the answer to AUDIT_LIST_RULES. Bytes behind the last text are ignored.</summary>
    /// <returns>False when the bytes are no rule: too short, too many conditions, or texts longer than what is there.</returns>
    public static bool TryParse(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out RuleWire? rule)
    {
        rule = null;
        if (payload.Length < HeaderBytes) return false;
        var count = MemoryMarshal.Read<uint>(payload[8..]);
        var textLength = MemoryMarshal.Read<uint>(payload[TextLengthAt..]);
        if (count > MaxConditions || textLength > MaxTextBytes || textLength > payload.Length - HeaderBytes) return false;

        ulong used = 0;
        for (var i = 0; i < count; i++)
        {
            var field = (RuleField)MemoryMarshal.Read<uint>(payload[(FieldsAt + (i * 4))..]);
            if (RuleCondition.HasText(field)) used += MemoryMarshal.Read<uint>(payload[(ValuesAt + (i * 4))..]);
        }

        if (used > textLength) return false;
        rule = new RuleWire(payload[..(HeaderBytes + (int)textLength)].ToArray());
        return true;
    }
}
