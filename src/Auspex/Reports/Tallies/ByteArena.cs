namespace Auspex.Reports.Tallies;

/// <summary>Keeps byte texts for good, in blocks that never move. Belongs to one thread at a time.</summary>
internal sealed class ByteArena
{
    /// <summary>Large enough to make blocks rare, small enough not to matter. A longer text gets a block of its own.</summary>
    internal const int BlockBytes = 1 << 16;

    private readonly List<byte[]> blocks = [];
    private int used;

    /// <summary>Bytes of memory that another text of <paramref name="length"/> bytes takes.</summary>
    public int CostOf(int length) => blocks.Count == 0 || length > BlockBytes - used ? Math.Max(length, BlockBytes) : 0;

    /// <summary>Keeps a copy of <paramref name="text"/> and returns its place.</summary>
    public ArenaPlace Add(ReadOnlySpan<byte> text)
    {
        if (CostOf(text.Length) is var cost and > 0)
        {
            blocks.Add(new byte[cost]);
            used = 0;
        }

        var place = new ArenaPlace(blocks.Count - 1, used, text.Length);
        text.CopyTo(blocks[^1].AsSpan(used));
        used = Math.Min(used + text.Length, BlockBytes);
        return place;
    }

    /// <summary>The text at a place.</summary>
    public ReadOnlySpan<byte> this[ArenaPlace place] => blocks[place.Block].AsSpan(place.Start, place.Length);
}
