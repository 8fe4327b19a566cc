namespace Auspex.Rules;

/// <summary>One condition of a rule: a field, how it is compared, and with what.</summary>
/// <remarks>A view into the bytes of a <see cref="RuleWire"/>; valid as long as that object.</remarks>
internal readonly ref struct RuleCondition
{
    internal RuleCondition(RuleField field, RuleOperator comparison, uint value, ReadOnlySpan<byte> text)
    {
        Field = field;
        Operator = comparison;
        Value = value;
        Text = text;
    }

    /// <summary>The field.</summary>
    public RuleField Field { get; }

    /// <summary>How it is compared.</summary>
    public RuleOperator Operator { get; }

    /// <summary>The number it is compared with; the length of <see cref="Text"/> in bytes for a field with text.</summary>
    public uint Value { get; }

    /// <summary>The text it is compared with, empty for a field with a number.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>True for the fields whose value is text: labels, paths, keys.</summary>
    public static bool HasText(RuleField field) => field is
        (>= RuleField.SubjUser and <= RuleField.SubjClr) or (>= RuleField.ObjUser and <= RuleField.ObjLevHigh) or
        RuleField.Path or RuleField.Dir or RuleField.Exe or RuleField.Key;
}
