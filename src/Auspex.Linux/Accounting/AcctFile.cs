using System.Text;
using Auspex.Accounting;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Accounting;

/// <summary>An accounting file open for reading, and how far it was read. Owns its descriptor.</summary>
internal sealed unsafe class AcctFile : IDisposable
{
    private readonly byte[] tail = new byte[AcctRecord.SizeBytes];
    private int fd;

    private AcctFile(string path, int fd, long offset)
    {
        Path = path;
        this.fd = fd;
        Offset = offset;
    }

    /// <summary>The path it was opened by, or was given since.</summary>
    internal string Path { get; private set; }

    /// <summary>Gives it another name, in place of a file that has it.</summary>
    internal void Rename(string path)
    {
        File.Move(Path, path, overwrite: true);
        Path = path;
    }

    /// <summary>Bytes read.</summary>
    internal long Offset { get; private set; }

    /// <summary>Opens a regular file that belongs to root or to our user: no one else may tell us of deaths.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="atEnd">True to leave out what is there already.</param>
    /// <returns>Null when there is none, or it may not be read.</returns>
    internal static AcctFile? TryOpen(string path, bool atEnd)
    {
        var fd = Open(path, Fcntl.O_RDONLY, 0);
        if (fd < 0) return null;
        var ok = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status);
        ok = ok && (status.stx_mode & Stat.S_IFMT) == Stat.S_IFREG && (status.stx_uid == 0 || status.stx_uid == Libc.geteuid());
        if (ok)
        {
            // Whole records only, so that one being written is read from its beginning.
            var end = identity.SizeBytes / AcctRecord.SizeBytes * AcctRecord.SizeBytes;
            var file = new AcctFile(path, fd, atEnd ? Math.Max(end - AcctRecord.SizeBytes, 0) : 0);
            if (atEnd && end > 0) _ = file.Read(stackalloc byte[AcctRecord.SizeBytes]);
            return file;
        }

        _ = Libc.close(fd);
        return null;
    }

    /// <summary>Makes an empty file that only its owner can read, in place of any that was there, and opens it.</summary>
    internal static AcctFile Create(string path)
    {
        File.Delete(path);
        var operation = $"create {path}";
        var created = KernelErrors.Check(Open(path, Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_EXCL, 0x180), operation);
        _ = Libc.close(created);
        return TryOpen(path, atEnd: false) ?? throw new IOException($"Cannot open {path}.");
    }

    /// <summary>Reads what has come since.</summary>
    /// <returns>The number of bytes, 0 at the end for now.</returns>
    internal int Read(Span<byte> destination)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = destination) count = Libc.pread(fd, start, (nuint)destination.Length, Offset);
            if (count >= 0)
            {
                Offset += count;
                Remember(destination[..(int)count]);
                return (int)count;
            }

            var errno = KernelErrors.Last;
            if (errno != Errno.EINTR) KernelErrors.Throw($"read {Path}", errno);
        }
    }

    /// <summary>Goes back to the beginning when the file was emptied and is being filled again: its last record read is not there.</summary>
    internal bool RewindIfTruncated()
    {
        if (Offset < tail.Length) return false;
        Span<byte> there = stackalloc byte[AcctRecord.SizeBytes];
        nint count;
        fixed (byte* start = there) count = Libc.pread(fd, start, (nuint)there.Length, Offset - there.Length);
        if (count == there.Length && there.SequenceEqual(tail)) return false;
        Offset = 0;
        return true;
    }

    /// <summary>True when its path now leads to another file that has content: the writer has moved on.</summary>
    internal bool IsReplaced()
    {
        var named = FileIdentity.TryGet(Path, out var there);
        return named && there.SizeBytes > 0 && FileIdentity.TryGet(fd, out var here) && !here.IsSameFile(there);
    }

    /// <summary>True when a record of process <paramref name="pid"/> stands behind what was read. Reads nothing for others.</summary>
    internal bool HasNewRecordOf(int pid)
    {
        var buffer = new byte[64 * AcctRecord.SizeBytes];
        fixed (byte* start = buffer)
        {
            for (var at = Offset; ;)
            {
                var count = (int)Libc.pread(fd, start, (nuint)buffer.Length, at);
                if (count < AcctRecord.SizeBytes) return false;
                for (var i = 0; i + AcctRecord.SizeBytes <= count; i += AcctRecord.SizeBytes)
                {
                    if (AcctRecord.Parse(buffer.AsSpan(i), out var record) == AcctFormat.V3 && record.Pid == pid) return true;
                }

                at += count / AcctRecord.SizeBytes * AcctRecord.SizeBytes;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd < 0) return;
        _ = Libc.close(fd);
        fd = -1;
    }

    /// <summary>Keeps the last bytes read.</summary>
    private void Remember(ReadOnlySpan<byte> read)
    {
        if (read.Length < tail.Length)
        {
            tail.AsSpan(read.Length).CopyTo(tail);
            read.CopyTo(tail.AsSpan(tail.Length - read.Length));
        }
        else
        {
            read[^tail.Length..].CopyTo(tail);
        }
    }

    private static int Open(string path, int flags, uint mode)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            return Libc.openat(Fcntl.AT_FDCWD, name, flags | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW, mode);
    }
}
