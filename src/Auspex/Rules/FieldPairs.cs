namespace Auspex.Rules;

/// <summary>The pairs of fields that <c>-C</c> compares: the value of <see cref="RuleField.FieldCompare"/>.</summary>
/// <remarks>Source: linux/audit.h, AUDIT_COMPARE_*; facts/rule-compare.tsv.</remarks>
internal static class FieldPairs
{
    // Pair i stands at value i + 1.
    private static ReadOnlySpan<byte> Lefts =>
    [
        1, 5, 2, 6, 9, 3, 7, 4, 8, // with the owner or group of the object
        1, 1, 1, 1, 9, 9, 9, 2, 2, 3, // users
        5, 5, 5, 6, 6, 7, // groups
    ];

    private static ReadOnlySpan<byte> Rights =>
    [
        109, 110, 109, 110, 109, 109, 110, 109, 110,
        9, 2, 4, 3, 4, 3, 2, 3, 4, 4,
        6, 8, 7, 8, 7, 8,
    ];

    /// <summary>The value for a pair, whichever field stands first.</summary>
    /// <returns>False when the two cannot be compared.</returns>
    public static bool TryGetValue(RuleField left, RuleField right, out uint value)
    {
        for (var i = 0; i < Lefts.Length; i++)
        {
            var (a, b) = ((RuleField)Lefts[i], (RuleField)Rights[i]);
            if ((a != left || b != right) && (a != right || b != left)) continue;
            value = (uint)i + 1;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>The pair of a value, in the order in which it is listed.</summary>
    /// <returns>False when no pair has the value.</returns>
    public static bool TryGetPair(uint value, out RuleField left, out RuleField right)
    {
        var known = value >= 1 && value <= Lefts.Length;
        left = known ? (RuleField)Lefts[(int)value - 1] : default;
        right = known ? (RuleField)Rights[(int)value - 1] : default;
        return known;
    }
}
