namespace Auspex.Daemon.Queues;

/// <summary>Bytes in a ring, which go on at its beginning where its end cuts them.</summary>
internal static class RingBytes
{
    /// <summary>Puts <paramref name="bytes"/> at a place, which may be counted on beyond the end.</summary>
    public static void Put(Span<byte> ring, long at, ReadOnlySpan<byte> bytes)
    {
        var start = (int)(at % ring.Length);
        var first = Math.Min(bytes.Length, ring.Length - start);
        bytes[..first].CopyTo(ring[start..]);
        bytes[first..].CopyTo(ring);
    }

    /// <summary>Copies what is at a place.</summary>
    public static void Get(ReadOnlySpan<byte> ring, long at, Span<byte> bytes)
    {
        var start = (int)(at % ring.Length);
        var first = Math.Min(bytes.Length, ring.Length - start);
        ring.Slice(start, first).CopyTo(bytes);
        ring[..(bytes.Length - first)].CopyTo(bytes[first..]);
    }
}
