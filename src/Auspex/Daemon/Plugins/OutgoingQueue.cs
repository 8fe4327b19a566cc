namespace Auspex.Daemon.Plugins;

/// <summary>What waits for a receiver: whole records, at most so many, the first of them perhaps taken in part. Belongs to one thread.</summary>
/// <remarks>A record that finds no room is refused. Room is made once for each place and used again: nothing is allocated once warm.</remarks>
internal sealed class OutgoingQueue
{
    private const int FirstPlaces = 64;
    private const int KeptBytes = 2048; // a place that was made for more is given up with its record
    private const int KeptPlaces = 1024; // more are given up once all is empty

    private readonly int depth;
    private readonly long maxBytes;
    private byte[][] places;
    private int[] lengths;
    private int head;
    private int taken;
    private long bytes;

    /// <summary>An empty queue.</summary>
    /// <param name="depth">How many records it holds.</param>
    /// <param name="maxBytes">How many bytes they have together at most.</param>
    public OutgoingQueue(int depth, long maxBytes = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        this.depth = depth;
        this.maxBytes = maxBytes;
        places = new byte[Math.Min(depth, FirstPlaces)][];
        lengths = new int[places.Length];
    }

    /// <summary>Records it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The most it held.</summary>
    public int MaxCount { get; private set; }

    /// <summary>What the receiver has not taken of the first record; empty when there is none.</summary>
    public ReadOnlySpan<byte> Next => Count == 0 ? default : places[head].AsSpan(taken, lengths[head] - taken);

    /// <summary>True when the receiver has a part of the first record.</summary>
    public bool IsWithin => taken > 0;

    /// <summary>Adds a record.</summary>
    /// <returns>False when it is full.</returns>
    public bool TryAdd(ReadOnlySpan<byte> record)
    {
        if (Count == depth || record.Length > maxBytes - bytes) return false;
        if (Count == places.Length) Grow();
        var place = (head + Count) % places.Length;
        if (places[place] is null || places[place].Length < record.Length) places[place] = new byte[Math.Max(256, (record.Length + 255) & ~255)];
        record.CopyTo(places[place]);
        lengths[place] = record.Length;
        bytes += record.Length;
        Count++;
        MaxCount = Math.Max(MaxCount, Count);
        return true;
    }

    /// <summary>The receiver took bytes of <see cref="Next"/>.</summary>
    public void Took(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Next.Length, nameof(count));
        taken += count;
        if (Count > 0 && taken == lengths[head]) Drop();
    }

    /// <summary>Gives up the first record.</summary>
    public void Drop()
    {
        if (Count == 0) return;
        taken = 0;
        bytes -= lengths[head];
        if (places[head].Length > KeptBytes) places[head] = [];
        head = (head + 1) % places.Length;
        Count--;
        if (Count == 0 && places.Length > KeptPlaces) (places, lengths, head) = (new byte[FirstPlaces][], new int[FirstPlaces], 0);
    }

    /// <summary>The next receiver gets the first record from its beginning.</summary>
    public void Rewind() => taken = 0;

    private void Grow()
    {
        var size = (int)Math.Min(depth, places.Length * 2L);
        var wider = new byte[size][];
        var widerLengths = new int[size];
        for (var i = 0; i < Count; i++)
        {
            wider[i] = places[(head + i) % places.Length];
            widerLengths[i] = lengths[(head + i) % places.Length];
        }

        (places, lengths, head) = (wider, widerLengths, 0);
    }
}
