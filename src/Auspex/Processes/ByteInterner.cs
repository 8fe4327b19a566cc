namespace Auspex.Processes;

/// <summary>Gives equal bytes one array: the same few hundred paths and names come again and again.</summary>
/// <remarks>A direct-mapped cache of fixed size: a collision evicts, nothing grows.</remarks>
internal sealed class ByteInterner
{
    private const int Slots = 2048;
    private const int MaxLength = 512;
    private readonly byte[]?[] slots = new byte[Slots][];

    /// <summary>An array equal to <paramref name="text"/>, not to be changed by anyone.</summary>
    internal byte[] Get(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return [];
        if (text.Length > MaxLength) return text.ToArray();
        var hash = new HashCode();
        hash.AddBytes(text);
        ref var slot = ref slots[hash.ToHashCode() & (Slots - 1)];
        if (slot is not null && text.SequenceEqual(slot)) return slot;
        return slot = text.ToArray();
    }
}
