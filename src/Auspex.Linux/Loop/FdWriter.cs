using System.Buffers;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>Gathers bytes and writes them to a descriptor, which stays the caller's. One thread at a time.</summary>
/// <remarks>
/// When the reader of a pipe has gone, what follows is thrown away and <see cref="IsClosed"/> is true: the time to stop, not a
/// failure. A descriptor that does not block is waited for. Allocates nothing once made. Source: write(2).
/// </remarks>
internal sealed unsafe class FdWriter : IBufferWriter<byte>
{
    /// <summary>The most bytes that <see cref="GetSpan"/> can be asked for.</summary>
    public const int BufferBytes = 64 << 10;

    private readonly byte[] buffer = new byte[BufferBytes];
    private readonly int fd;
    private int used;

    /// <summary>A writer to <paramref name="descriptor"/>: 1 is the standard output, 2 the standard error.</summary>
    public FdWriter(int descriptor) => fd = descriptor;

    /// <summary>True once nobody reads any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Bytes gathered and not yet written.</summary>
    public int PendingBytes => used;

    /// <summary>Adds bytes, and writes when the buffer is full.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferBytes - used)
        {
            Flush();
            if (bytes.Length > BufferBytes)
            {
                WriteAll(bytes);
                return;
            }
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, BufferBytes);
        if (Math.Max(sizeHint, 1) > BufferBytes - used) Flush();
        return buffer.AsMemory(used);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BufferBytes - used);
        used += count;
    }

    /// <summary>Writes what was gathered.</summary>
    /// <returns>False when nobody reads any more.</returns>
    /// <exception cref="Auspex.Kernel.KernelException">It cannot be written, for instance ENOSPC.</exception>
    public bool Flush()
    {
        var pending = used;
        used = 0; // also when it fails: the same bytes would fail again
        WriteAll(buffer.AsSpan(0, pending));
        return !IsClosed;
    }

    private void WriteAll(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length && !IsClosed;)
            {
                var count = Libc.write(fd, start + done, (nuint)(bytes.Length - done));
                if (count >= 0) done += (int)count;
                else Recover(KernelErrors.Last);
            }
        }
    }

    private void Recover(int errno)
    {
        switch (errno)
        {
            case Errno.EINTR:
                break;
            case Errno.EPIPE:
                IsClosed = true;
                break;
            case Errno.EAGAIN:
                var watched = new pollfd { fd = fd, events = Poll.POLLOUT };
                _ = Libc.poll(&watched, 1, -1);
                break;
            default:
                KernelErrors.Throw("write", errno);
                break;
        }
    }
}
