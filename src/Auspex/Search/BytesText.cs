namespace Auspex.Search;

/// <summary>A log that lies in memory.</summary>
public sealed class BytesText : LogText
{
    private readonly ReadOnlyMemory<byte> bytes;

    /// <summary>A text over <paramref name="bytes"/>, which stay the caller's.</summary>
    public BytesText(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) => bytes.Span.Slice((int)position, length);
}
