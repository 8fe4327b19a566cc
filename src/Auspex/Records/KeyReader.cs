namespace Auspex.Records;

/// <summary>Reads the keys of one value: a rule with several keys writes them with 0x01 between, which makes the value hexadecimal.</summary>
/// <remarks>Empty keys are passed over, and <c>(null)</c> holds none. Source: auditctl(8), -k; spec 4.3 and README.</remarks>
public ref struct KeyReader
{
    /// <summary>The byte between two keys.</summary>
    public const byte Separator = 0x01;

    /// <summary>The most bytes of all keys of one rule, separators included: AUDIT_MAX_KEY_LEN of linux/audit.h.</summary>
    public const int MaxBytes = 256;

    private ReadOnlySpan<byte> rest;

    /// <summary>A reader of the keys in <paramref name="value"/>.</summary>
    /// <param name="value">The raw value of a field <c>key</c>.</param>
    /// <param name="room">
    /// Where they are decoded to; <see cref="MaxBytes"/> hold every key of the kernel. Where the value needs more there are no keys.
    /// </param>
    public KeyReader(ReadOnlySpan<byte> value, Span<byte> room)
    {
        rest = value.SequenceEqual("(null)"u8) || !FieldValue.TryDecode(value, room, out var length) ? default : room[..length];
        Current = default;
    }

    /// <summary>The key read last.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Enables <c>foreach</c>.</summary>
    public readonly KeyReader GetEnumerator() => this;

    /// <summary>Reads the next key.</summary>
    public bool MoveNext()
    {
        rest = rest.TrimStart(Separator);
        if (rest.IsEmpty) return false;
        var length = rest.IndexOf(Separator);
        Current = length < 0 ? rest : rest[..length];
        rest = rest[Current.Length..];
        return true;
    }
}
