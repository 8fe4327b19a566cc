namespace Auspex.Archive;

/// <summary>Blocks of a log kept in memory, in order of position. One thread changes them, any number may read.</summary>
internal sealed class HeldBlocks
{
    private const int MaxIdleBytes = 16 << 20; // what is let go at once comes to use again: no garbage

    private readonly Stack<byte[]> idle = new();
    private readonly int blockBytes;
    private Held[] blocks = [];

    public HeldBlocks(int blockBytes) => this.blockBytes = blockBytes;

    /// <summary>Memory of all blocks.</summary>
    public long Bytes { get; private set; }

    /// <summary>An array for a block of usual size.</summary>
    public byte[] Rent() => idle.TryPop(out var array) ? array : new byte[blockBytes];

    /// <summary>Keeps <paramref name="array"/>, whose first <paramref name="length"/> bytes begin at <paramref name="position"/>.</summary>
    public void Add(long position, byte[] array, int length)
    {
        Bytes += array.Length;
        Volatile.Write(ref blocks, [.. blocks, new Held(position, length, array)]);
    }

    /// <summary>Bytes of one block.</summary>
    public ReadOnlySpan<byte> Slice(long position, int length)
    {
        var all = Volatile.Read(ref blocks);
        var block = all[IndexOf(all, position)];
        return block.Array.AsSpan((int)(position - block.Position), length);
    }

    /// <summary>Lets go of the blocks that hold none of the positions.</summary>
    /// <param name="needed">In ascending order.</param>
    public void Release(ReadOnlySpan<long> needed)
    {
        var kept = new List<Held>();
        foreach (var block in blocks)
        {
            while (!needed.IsEmpty && needed[0] < block.Position) needed = needed[1..];
            if (!needed.IsEmpty && needed[0] < block.Position + block.Length) kept.Add(block);
            else Drop(block.Array);
        }

        Volatile.Write(ref blocks, [.. kept]);
    }

    private void Drop(byte[] array)
    {
        Bytes -= array.Length;
        if (array.Length == blockBytes && (long)idle.Count * blockBytes < MaxIdleBytes) idle.Push(array);
    }

    private static int IndexOf(Held[] all, long position)
    {
        var (low, high) = (0, all.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (all[middle].Position <= position) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private readonly record struct Held(long Position, int Length, byte[] Array);
}
