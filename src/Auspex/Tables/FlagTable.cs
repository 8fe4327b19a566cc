namespace Auspex.Tables;

/// <summary>
/// Bits and their names, in the order in which they are written. A view of data in the program's image.
/// </summary>
internal readonly ref struct FlagTable
{
    private readonly ReadOnlySpan<ulong> bits;
    private readonly ReadOnlySpan<ushort> ends;
    private readonly ReadOnlySpan<byte> text;

    /// <summary>
    /// A table of <paramref name="bits"/>; name i ends at <paramref name="ends"/>[i] in <paramref name="text"/>.
    /// </summary>
    internal FlagTable(ReadOnlySpan<ulong> bits, ReadOnlySpan<ushort> ends, ReadOnlySpan<byte> text)
    {
        this.bits = bits;
        this.ends = ends;
        this.text = text;
    }

    /// <summary>The number of rows.</summary>
    public int Count => bits.Length;

    /// <summary>The bit, or bits, of row <paramref name="index"/>.</summary>
    public ulong Bits(int index) => bits[index];

    /// <summary>The name of row <paramref name="index"/>; it lives as long as the program.</summary>
    public ReadOnlySpan<byte> Name(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return text[start..ends[index]];
    }
}
