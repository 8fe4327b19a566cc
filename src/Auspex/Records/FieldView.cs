namespace Auspex.Records;

/// <summary>One <c>name=value</c> of a record's body. It owns nothing.</summary>
public readonly ref struct FieldView
{
    private readonly ReadOnlySpan<byte> body;

    internal FieldView(ReadOnlySpan<byte> body, FieldRange range)
    {
        this.body = body;
        Range = range;
    }

    /// <summary>Where name and value lie in the body.</summary>
    public FieldRange Range { get; }

    /// <summary>The name, such as <c>auid</c> or <c>a1[2]</c>.</summary>
    public ReadOnlySpan<byte> Name => body.Slice(Range.NameStart, Range.NameLength);

    /// <summary>The value as written: quotes and hexadecimal kept.</summary>
    public ReadOnlySpan<byte> Value => body.Slice(Range.ValueStart, Range.ValueLength);

    /// <summary>The value without its double quotes, when it has them.</summary>
    public ReadOnlySpan<byte> Unquoted
    {
        get
        {
            var value = Value;
            return value.Length >= 2 && value[0] == (byte)'"' && value[^1] == (byte)'"' ? value[1..^1] : value;
        }
    }
}
