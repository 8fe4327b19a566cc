using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>A spool file in memory. It can refuse.</summary>
internal sealed class MemorySpool : ISpoolFile
{
    public byte[] Content { get; set; } = [];

    /// <summary>What the next calls answer.</summary>
    public int Errno { get; set; }

    public bool IsDisposed { get; private set; }

    public long Length => Content.Length;

    public int Read(long offset, Span<byte> room, out int count)
    {
        count = 0;
        if (Errno != 0) return Errno;
        var start = (int)Math.Min(offset, Content.Length);
        count = Math.Min(room.Length, Content.Length - start);
        Content.AsSpan(start, count).CopyTo(room);
        return 0;
    }

    public int Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (Errno != 0) return Errno;
        bytes.CopyTo(Content.AsSpan((int)offset));
        return 0;
    }

    public int Reserve(long length)
    {
        if (Errno == 0) Content = new byte[length];
        return Errno;
    }

    public void Dispose() => IsDisposed = true;
}
