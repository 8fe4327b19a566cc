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

    /// <inheritdoc cref="FieldValue.Unquote"/>
    public ReadOnlySpan<byte> Unquoted => FieldValue.Unquote(Value);

    /// <summary>The text that the value stands for: part of it, or decoded into <paramref name="room"/>.</summary>
    /// <param name="room">Room for half as many bytes as the value has.</param>
    /// <remarks>See <see cref="FieldValue.TextOf"/>.</remarks>
    public ReadOnlySpan<byte> Text(Span<byte> room) => FieldValue.TextOf(Name, Value, room);

    /// <summary>The keys in the value of a <c>key</c>, decoded into <paramref name="room"/>, where they stay.</summary>
    public KeyReader Keys(Span<byte> room) => new(Value, room);
}
