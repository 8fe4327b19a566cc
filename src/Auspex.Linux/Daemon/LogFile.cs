using Auspex.Daemon.Logs;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Daemon;

/// <summary>The active log. Owns its descriptor.</summary>
/// <remarks>Source: write(2), fdatasync(2), ftruncate(2), fstatfs(2), fcntl(2), fallocate(2), posix_fadvise(2).</remarks>
internal sealed unsafe class LogFile : ILogFile
{
    private const int F_GETFL = 3;
    private const int F_SETFL = 4;
    private const int O_APPEND = 0x400;
    private const int ChunkBytes = 64 << 10; // and where parts begin: on all file systems a whole number of blocks
    private const int BlockBytes = 4 << 10;
    private const int FALLOC_FL_KEEP_SIZE = 0x01;
    private const int FALLOC_FL_ZERO_RANGE = 0x10;
    private const int POSIX_FADV_DONTNEED = 4;

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
    /// <remarks>
    /// First as it is, which shows whether the disk is good again. Then each part is made zeros before it is written, so that the file system writes
    /// its list of the file's blocks anew too: ext4 without a journal, whose list had not reached the disk, else gave EIO for the file once it was
    /// mounted again. At last what is in the cache is dropped: what is read then is on the disk.
    /// </remarks>
    public int Rewrite(long from)
    {
        var flags = Libc.fcntl(fd, F_GETFL, 0);
        if (flags < 0 || Libc.fcntl(fd, F_SETFL, flags & ~O_APPEND) < 0) return KernelErrors.Last; // or pwrite(2) would append
        _ = Sync(); // it tells of failures that are over
        var errno = CopyOver(from & -ChunkBytes, isAnew: false);
        if (errno == 0) errno = CopyOver(from & -ChunkBytes, isAnew: true);
        if (Libc.fcntl(fd, F_SETFL, flags) < 0 && errno == 0) errno = KernelErrors.Last;
        if (errno == 0) _ = Libc.posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
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

    private int CopyOver(long from, bool isAnew)
    {
        // What another descriptor of ours has appended meanwhile lies behind our length.
        var end = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var own, out _) ? own.SizeBytes : Length;
        var room = new byte[ChunkBytes];
        for (var at = from; at < end;)
        {
            var count = Read(at, room.AsSpan(0, (int)Math.Min(ChunkBytes - (at & (ChunkBytes - 1)), end - at)));
            if (count <= 0)
            {
                at = (at + BlockBytes) & -BlockBytes;
                continue;
            }

            if (isAnew) _ = Libc.fallocate(fd, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE, at, (count + BlockBytes - 1) & -BlockBytes); // where it cannot, there is nothing to be undone
            if (SmallFile.Write(fd, at, room.AsSpan(0, count)) is var errno and not 0) return errno;
            at += count;
        }

        state.Mend();
        return Sync();
    }
}
