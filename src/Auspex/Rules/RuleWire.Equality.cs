namespace Auspex.Rules;

internal sealed partial class RuleWire
{
    /// <summary>True when both mean the same to the kernel: list, action, system calls, and conditions in the same order.</summary>
    /// <remarks>The wish to be prepended is not part of it, nor are unused words.</remarks>
    public bool Equals(RuleWire? other) =>
        other is not null && SameHead(other) && ConditionCount == other.ConditionCount && SameConditions(other, ignoreKeys: false);

    /// <summary>True when both match the same events, whatever their keys.</summary>
    public bool EqualsIgnoringKeys(RuleWire other) => SameHead(other) && SameConditions(other, ignoreKeys: true);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RuleWire);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(List);
        hash.Add(Action);
        for (var i = 0; i < ConditionCount; i++)
        {
            var condition = GetCondition(i);
            hash.Add(condition.Field);
            hash.Add(condition.Value);
            hash.AddBytes(condition.Text);
        }

        return hash.ToHashCode();
    }

    private bool SameHead(RuleWire other)
    {
        if (List != other.List || Action != other.Action) return false;
        if (AllSyscalls || other.AllSyscalls) return AllSyscalls == other.AllSyscalls;
        return bytes.AsSpan(MaskAt, MaskWords * 4).SequenceEqual(other.bytes.AsSpan(MaskAt, MaskWords * 4));
    }

    private bool SameConditions(RuleWire other, bool ignoreKeys)
    {
        var theirs = 0;
        for (var mine = 0; mine < ConditionCount; mine++)
        {
            var a = GetCondition(mine);
            if (ignoreKeys && a.Field == RuleField.Key) continue;
            if (ignoreKeys) theirs = other.SkipKeys(theirs);
            if (theirs >= other.ConditionCount) return false;
            var b = other.GetCondition(theirs++);
            var same = a.Field == b.Field && a.Operator == b.Operator && a.Value == b.Value && a.Text.SequenceEqual(b.Text);
            if (!same) return false;
        }

        return (ignoreKeys ? other.SkipKeys(theirs) : theirs) == other.ConditionCount;
    }

    private int SkipKeys(int index)
    {
        while (index < ConditionCount && FieldAt(index) == RuleField.Key) index++;
        return index;
    }
}
