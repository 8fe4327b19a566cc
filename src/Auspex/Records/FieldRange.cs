namespace Auspex.Records;

/// <summary>Where one field lies in a record's body, in bytes from the body's start.</summary>
/// <param name="NameStart">First byte of the name.</param>
/// <param name="ValueStart">First byte of the value, which is the byte after <c>=</c>.</param>
/// <param name="ValueLength">Length of the value, quotes included.</param>
public readonly record struct FieldRange(int NameStart, int ValueStart, int ValueLength)
{
    /// <summary>Length of the name; the <c>=</c> stands right behind it.</summary>
    public int NameLength => ValueStart - 1 - NameStart;

    /// <summary>The byte after the value.</summary>
    public int ValueEnd => ValueStart + ValueLength;

    /// <summary>The name, in the body that the field was found in.</summary>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> body) => body.Slice(NameStart, NameLength);

    /// <summary>The value as written: quotes and hexadecimal kept.</summary>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> body) => body.Slice(ValueStart, ValueLength);

    /// <summary>True for msg='…', whose value encloses the fields that follow it.</summary>
    public bool IsMessage(ReadOnlySpan<byte> body) =>
        NameLength == 3 && ValueLength > 0 && body[ValueStart] == (byte)'\'' && body.Slice(NameStart, 3).SequenceEqual("msg"u8)
        && ValueEnd == body.Length;
}
