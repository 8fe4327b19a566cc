using System.Runtime.InteropServices;

namespace Auspex.Rules;

/// <summary>
/// Puts a rule together, in the order in which auditctl writes it: conditions as they come, keys last.
/// </summary>
/// <remarks>
/// Mistakes are the caller's, so they throw: text that a person wrote is checked before. Without system calls a rule
/// takes all of
/// them, except on the task list, where none exist. Source: auditctl(8); spec 5.3 to 5.5.
/// </remarks>
internal sealed class RuleBuilder
{
    private readonly RuleList list;
    private readonly RuleAction action;
    private readonly uint[] mask = new uint[RuleWire.MaskWords];
    private readonly List<(RuleField Field, RuleOperator Operator, uint Value)> conditions = [];
    private readonly List<byte> texts = [];
    private readonly List<byte> keys = [];
    private bool hasSyscalls;
    private bool prepend;

    /// <summary>A rule without conditions.</summary>
    public RuleBuilder(RuleList list, RuleAction action)
    {
        this.list = list;
        this.action = action;
    }

    /// <summary>Asks for the front of the list instead of its end.</summary>
    public RuleBuilder AtFront()
    {
        prepend = true;
        return this;
    }

    /// <summary>Takes system calls by number (io_uring operations on that list).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not from 0 to 2047.</exception>
    public RuleBuilder WithSyscalls(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            if ((uint)number >= RuleWire.MaxSyscalls) throw new ArgumentOutOfRangeException(nameof(numbers));
            mask[number / 32] |= 1u << (number % 32);
            hasSyscalls = true;
        }

        return this;
    }

    /// <summary>Takes the system calls whose bits are set in <paramref name="words"/>.</summary>
    internal RuleBuilder WithMask(ReadOnlySpan<uint> words)
    {
        for (var i = 0; i < mask.Length; i++) mask[i] |= words[i];
        hasSyscalls = true;
        return this;
    }

    /// <summary>Takes every system call.</summary>
    public RuleBuilder WithAllSyscalls()
    {
        mask.AsSpan().Fill(uint.MaxValue);
        hasSyscalls = true;
        return this;
    }

    /// <summary>Adds a condition on a number; negative numbers as their two's complement.</summary>
    /// <exception cref="ArgumentException">The field's value is text, or there is no room.</exception>
    public RuleBuilder Where(RuleField field, RuleOperator comparison, uint value)
    {
        if (RuleCondition.HasText(field)) throw new ArgumentException("the value of this field is text", nameof(field));
        Add(field, comparison, value);
        return this;
    }

    /// <summary>Adds a condition on a text.</summary>
    /// <exception cref="ArgumentException">The field's value is a number, it is the key, or there is no
    /// room.</exception>
    public RuleBuilder Where(RuleField field, RuleOperator comparison, ReadOnlySpan<byte> text)
    {
        if (!RuleCondition.HasText(field)) throw new ArgumentException("the value of this field is a number", nameof(field));
        if (field == RuleField.Key) throw new ArgumentException("keys are added by WithKey", nameof(field));
        if (texts.Count + text.Length > RuleWire.MaxTextBytes) throw new ArgumentException("too long", nameof(text));
        Add(field, comparison, (uint)text.Length);
        texts.AddRange(text);
        return this;
    }

    /// <summary>Adds a key. The kernel repeats all keys in each event that the rule makes.</summary>
    /// <exception cref="ArgumentException">The key is empty, holds the separator, or the keys become too
    /// long.</exception>
    public RuleBuilder WithKey(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty || key.Contains(RuleWire.KeySeparator)) throw new ArgumentException("no key", nameof(key));
        if (keys.Count > 0) keys.Add(RuleWire.KeySeparator);
        keys.AddRange(key);
        if (keys.Count > RuleWire.MaxKeyBytes) throw new ArgumentException("the keys are too long", nameof(key));
        return this;
    }

    /// <summary>The rule. The builder can go on and build another.</summary>
    public RuleWire Build()
    {
        var bytes = new byte[RuleWire.HeaderBytes + texts.Count + keys.Count];
        var words = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(0, RuleWire.HeaderBytes));
        words[0] = (uint)list | (prepend ? RuleWire.PrependBit : 0);
        words[1] = (uint)action;
        var maskWords = words.Slice(RuleWire.MaskAt / 4, RuleWire.MaskWords);
        if (hasSyscalls || list == RuleList.Task) mask.CopyTo(maskWords);
        else maskWords.Fill(uint.MaxValue);

        var count = 0;
        foreach (var (field, comparison, value) in conditions) Put(words, count++, field, comparison, value);
        if (keys.Count > 0) Put(words, count++, RuleField.Key, RuleOperator.Equal, (uint)keys.Count);
        words[2] = (uint)count;
        words[RuleWire.TextLengthAt / 4] = (uint)(texts.Count + keys.Count);
        texts.CopyTo(bytes, RuleWire.HeaderBytes);
        keys.CopyTo(bytes, RuleWire.HeaderBytes + texts.Count);
        return new RuleWire(bytes);
    }

    private static void Put(Span<uint> words, int index, RuleField field, RuleOperator comparison, uint value)
    {
        words[(RuleWire.FieldsAt / 4) + index] = (uint)field;
        words[(RuleWire.ValuesAt / 4) + index] = value;
        words[(RuleWire.OperatorsAt / 4) + index] = (uint)comparison;
    }

    private void Add(RuleField field, RuleOperator comparison, uint value)
    {
        // One place is kept for the keys.
        if (conditions.Count >= RuleWire.MaxConditions - 1) throw new ArgumentException("too many conditions", nameof(field));
        conditions.Add((field, comparison, value));
    }
}
