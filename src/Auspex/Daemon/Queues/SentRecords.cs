namespace Auspex.Daemon.Queues;

/// <summary>Remembers where in the stream to a plugin records ended, as far back as a socket can hold what was not read.</summary>
internal sealed class SentRecords
{
    private const int Room = 4096; // records of 50 bytes in a socket of 208 KiB

    private readonly long[] ends = new long[Room];
    private int count;
    private int next;

    /// <summary>Bytes of whole records that went out.</summary>
    public long Bytes { get; private set; }

    /// <summary>A record of so many bytes went out.</summary>
    public void Add(int length)
    {
        Bytes += length;
        ends[next] = Bytes;
        next = (next + 1) % Room;
        if (count < Room) count++;
    }

    /// <summary>A new stream begins.</summary>
    public void Clear()
    {
        Bytes = 0;
        count = next = 0;
    }

    /// <summary>Where the first whole record begins among the last <paramref name="unread"/> bytes.</summary>
    /// <param name="unread">Bytes of whole records, the last that went out, that nobody read.</param>
    /// <param name="skipped">Bytes before it: the rest of a record that was being read.</param>
    /// <param name="broken">1 when there is such a rest, else 0.</param>
    /// <returns>The lengths of the whole records, in order.</returns>
    public IReadOnlyList<int> Unread(long unread, out int skipped, out int broken)
    {
        var from = Bytes - Math.Min(unread, Bytes);
        var lengths = new List<int>();
        var begin = count < Room ? 0L : -1; // where the oldest remembered record begins is not known once some are forgotten
        var start = -1L;
        for (var i = 0; i < count; i++)
        {
            var end = ends[(next - count + i + Room) % Room];
            if (begin >= from)
            {
                if (start < 0) start = begin;
                lengths.Add((int)(end - begin));
            }

            begin = end;
        }

        if (start < 0) start = Bytes;
        skipped = (int)(start - from);
        broken = skipped > 0 ? 1 : 0;
        return lengths;
    }
}
