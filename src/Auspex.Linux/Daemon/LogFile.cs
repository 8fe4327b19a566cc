using Auspex.Daemon.Logs;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Daemon;

/// <summary>The active log. Owns its descriptor.</summary>
/// <remarks>Source: write(2), fdatasync(2), ftruncate(2), fstatfs(2), fcntl(2).</remarks>
internal sealed unsafe class LogFile : ILogFile
{
    private const int F_GETFL = 3;
    private const int F_SETFL = 4;
    private const int O_APPEND = 0x400;
    private const int ChunkBytes = 64 << 10;

    private readonly SyncWorker worker;
    private readonly SyncState state;
    private readonly byte[] path; // ended by NUL
    private readonly SafeFileHandle handle;
    private readonly int fd; // the handle's

    internal LogFile(int fd, byte[] path, long length, SyncWorker worker)
    {
        this.fd = fd;
        handle = new SafeFileHandle(fd, ownsHandle: true);
        this.path = path;
        this.worker = worker;
        state = new SyncState(length);
    }

    /// <inheritdoc/>
    public long Length => state.Length;

    /// <inheritdoc/>
    public long SyncedBytes => state.Synced;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes, out int written)
    {
        written = 0;
        fixed (byte* start = bytes)
        {
            while (written < bytes.Length)
            {
                var count = Libc.write(fd, start + written, (nuint)(bytes.Length - written));
                if (count > 0)
                {
                    written += (int)count;
                    state.Length += count;
                }
                else if (count == 0)
                {
                    return Errno.EIO;
                }
                else if (KernelErrors.Last != Errno.EINTR)
                {
                    return KernelErrors.Last;
                }
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public int Sync()
    {
        var begun = state.Begin();
        var errno = Libc.fsync(fd) == 0 ? 0 : KernelErrors.Last;
        state.End(begun, errno);
        if (errno == 0) errno = state.TakeFailure(); // the system tells of each failure once, perhaps to the other thread
        else _ = state.TakeFailure();
        return errno;
    }

    /// <inheritdoc/>
    public int SyncSoon() => worker.Request(handle, state, flushes: true);

    /// <inheritdoc/>
    public int CheckSoon() => worker.Request(handle, state, flushes: false);

    /// <inheritdoc/>
    public int Rewrite(long from, out long lines)
    {
        lines = 0;
        var flags = Libc.fcntl(fd, F_GETFL, 0);
        if (flags < 0 || Libc.fcntl(fd, F_SETFL, flags & ~O_APPEND) < 0) return KernelErrors.Last; // or pwrite(2) would append
        var errno = CopyOver(from, ref lines);
        if (Libc.fcntl(fd, F_SETFL, flags) < 0 && errno == 0) errno = KernelErrors.Last;
        if (errno == 0) state.Mend();
        return errno;
    }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> room)
    {
        nint count;
        fixed (byte* start = room)
        {
            do count = Libc.pread(fd, start, (nuint)room.Length, offset);
            while (count < 0 && KernelErrors.Last == Errno.EINTR);
        }

        return (int)count;
    }

    /// <inheritdoc/>
    public LogPlace FindPlace()
    {
        if (!FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var own, out var status)) return LogPlace.There;
        if (FileIdentity.TryGet(Fcntl.AT_FDCWD, path, Stat.AT_SYMLINK_NOFOLLOW, out var named, out _))
        {
            if (named.IsSameFile(own)) return own.SizeBytes < Length ? LogPlace.Cut : LogPlace.There;
        }
        else if (KernelErrors.Last is not (Errno.ENOENT or Errno.ENOTDIR))
        {
            return LogPlace.There;
        }

        return status.stx_nlink == 0 ? LogPlace.Removed : LogPlace.Moved;
    }

    /// <inheritdoc/>
    public int Truncate(long length)
    {
        if (Libc.ftruncate(fd, length) != 0) return KernelErrors.Last;
        state.Length = length;
        return 0;
    }

    /// <inheritdoc/>
    public int GetSpace(out LogSpace space) => FileSystemSpace.Get(fd, out space);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private int CopyOver(long from, ref long lines)
    {
        var room = new byte[ChunkBytes];
        for (var at = from; at < Length;)
        {
            var count = Read(at, room.AsSpan(0, (int)Math.Min(room.Length, Length - at)));
            if (count < 0) return KernelErrors.Last;
            if (count == 0) break;
            lines += room.AsSpan(0, count).Count((byte)'\n');
            fixed (byte* start = room)
            {
                for (var done = 0; done < count;)
                {
                    var written = Libc.pwrite(fd, start + done, (nuint)(count - done), at + done);
                    if (written > 0) done += (int)written;
                    else if (written == 0) return Errno.EIO;
                    else if (KernelErrors.Last != Errno.EINTR) return KernelErrors.Last;
                }
            }

            at += count;
        }

        return 0;
    }
}
