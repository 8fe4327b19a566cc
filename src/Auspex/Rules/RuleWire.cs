using System.Runtime.InteropServices;

namespace Auspex.Rules;

/// <summary>A rule as the kernel takes and lists it: the bytes of <c>struct audit_rule_data</c>. Immutable.</summary>
/// <remarks>
/// <code>
/// offset  0  list (+ 0x10 to prepend)   u32        268  fields            u32[64]
///         4  action                     u32        524  values            u32[64], for text its length in bytes
///         8  number of conditions       u32        780  operators         u32[64]
///        12  system calls               u32[64]   1036  length of texts   u32
///                                                 1040  texts, one after the other, without NUL
/// </code>
/// All words are in the machine's own order. Two rules are equal when they mean the same to the kernel, whatever else their bytes
/// hold. Source: linux/audit.h 6.18; spec 5.4.
/// </remarks>
internal sealed partial class RuleWire : IEquatable<RuleWire>
{
    /// <summary>The size without texts.</summary>
    public const int HeaderBytes = 1040;

    /// <summary>AUDIT_MAX_FIELDS; tools use at most 63 so that older kernels agree.</summary>
    public const int MaxConditions = 64;

    /// <summary>System call numbers run from 0 to 2047: AUDIT_BITMASK_SIZE words of 32.</summary>
    public const int MaxSyscalls = 2048;

    /// <summary>
    /// The first of the 16 numbers at the end of the mask that stand for the kernel's own classes of calls: the kernel puts the calls of
    /// the class in their place, and lists those. Source: linux/audit.h, AUDIT_SYSCALL_CLASSES.
    /// </summary>
    public const int FirstSyscallClass = MaxSyscalls - 16;

    /// <summary>AUDIT_MAX_KEY_LEN: all keys of a rule together, with what stands between them.</summary>
    public const int MaxKeyBytes = 256;

    /// <summary>The longest texts of one rule that are read: far above what 64 conditions can hold in a netlink message.</summary>
    public const int MaxTextBytes = 1 << 16;

    /// <summary>The byte between keys.</summary>
    public const byte KeySeparator = 0x01;

    internal const int MaskAt = 12;
    internal const int FieldsAt = 268;
    internal const int ValuesAt = 524;
    internal const int OperatorsAt = 780;
    internal const int TextLengthAt = 1036;
    internal const int MaskWords = MaxSyscalls / 32;
    internal const uint PrependBit = 0x10;

    private readonly byte[] bytes;

    internal RuleWire(byte[] bytes) => this.bytes = bytes;

    /// <summary>The bytes to send, without padding.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>True when events come of it, which carry its keys: the other rules leave out, or let through.</summary>
    public bool MakesEvents => List is RuleList.Exit or RuleList.IoUring && Action == RuleAction.Always;

    /// <summary>The list.</summary>
    public RuleList List => (RuleList)(Word(0) & ~PrependBit);

    /// <summary>True when the rule is to go to the front of its list. The kernel never lists it.</summary>
    public bool Prepend => (Word(0) & PrependBit) != 0;

    /// <summary>What the rule does.</summary>
    public RuleAction Action => (RuleAction)Word(4);

    /// <summary>The number of conditions, keys included.</summary>
    public int ConditionCount => (int)Word(8);

    /// <summary>The architecture that the rule asks for by <c>arch=</c>, or null.</summary>
    public uint? Arch
    {
        get
        {
            for (var i = 0; i < ConditionCount; i++)
            {
                var condition = GetCondition(i);
                if (condition is { Field: RuleField.Arch, Operator: RuleOperator.Equal }) return condition.Value;
            }

            return null;
        }
    }

    /// <summary>All keys as they stand, <see cref="KeySeparator"/> between them; empty when there is none.</summary>
    public ReadOnlySpan<byte> Keys
    {
        get
        {
            for (var i = 0; i < ConditionCount; i++)
            {
                var condition = GetCondition(i);
                if (condition.Field == RuleField.Key) return condition.Text;
            }

            return default;
        }
    }

    /// <summary>True when the rule takes every system call.</summary>
    /// <remarks>The last word does not count: its upper half asks for the kernel's classes of calls, and comes back empty.</remarks>
    public bool AllSyscalls => MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(MaskAt, (MaskWords - 1) * 4))
        .IndexOfAnyExcept(uint.MaxValue) < 0;

    /// <summary>True when it names classes of calls by their numbers instead of calls.</summary>
    public bool HasSyscallClass
    {
        get
        {
            if (AllSyscalls) return false;
            for (var number = FirstSyscallClass; number < MaxSyscalls; number++)
            {
                if (HasSyscall(number)) return true;
            }

            return false;
        }
    }

    /// <summary>True when the rule takes system call <paramref name="number"/>.</summary>
    public bool HasSyscall(int number) =>
        (uint)number < MaxSyscalls && (Word(MaskAt + (number / 32 * 4)) & (1u << (number % 32))) != 0;

    /// <summary>Condition <paramref name="index"/>, from 0 to <see cref="ConditionCount"/> - 1, in the rule's order.</summary>
    public RuleCondition GetCondition(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ConditionCount);
        var textAt = HeaderBytes;
        for (var i = 0; i < index; i++)
        {
            if (RuleCondition.HasText(FieldAt(i))) textAt += (int)Word(ValuesAt + (i * 4));
        }

        var field = FieldAt(index);
        var value = Word(ValuesAt + (index * 4));
        var text = RuleCondition.HasText(field) ? bytes.AsSpan(textAt, (int)value) : default;
        return new RuleCondition(field, (RuleOperator)Word(OperatorsAt + (index * 4)), value, text);
    }

    /// <summary>True when one of the rule's keys is exactly <paramref name="key"/>.</summary>
    public bool HasKey(ReadOnlySpan<byte> key)
    {
        var rest = Keys;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(KeySeparator);
            if ((end < 0 ? rest : rest[..end]).SequenceEqual(key)) return true;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }

    private RuleField FieldAt(int index) => (RuleField)Word(FieldsAt + (index * 4));

    private uint Word(int offset) => MemoryMarshal.Read<uint>(bytes.AsSpan(offset));
}
