using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>A file that only its owner can read, to which whole units are appended: lines, or records of a fixed size.</summary>
/// <remarks>
/// Links are not followed, and what is no regular file is refused: a device or a pipe would take the bytes elsewhere, or make the
/// writer wait. A unit that did not fit is cut off again, so that what comes next does not join it. Source: open(2).
/// </remarks>
internal sealed unsafe class AppendedFile : IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600

    private readonly int unitBytes;
    private int fd;

    private AppendedFile(string path, int fd, int unitBytes)
    {
        Path = path;
        this.fd = fd;
        this.unitBytes = unitBytes;
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Bytes that could not be written.</summary>
    public long LostBytes { get; private set; }

    /// <summary>Units that could not be written.</summary>
    public long LostUnits { get; private set; }

    /// <summary>Why the first of them could not, or null.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Opens or makes the file. One that is there keeps its mode.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="unitBytes">The size of a record; 0 for lines.</param>
    /// <exception cref="IOException">It cannot be used; the sentence says why.</exception>
    public static AppendedFile Open(string path, int unitBytes = 0)
    {
        var flags = Fcntl.O_WRONLY | Fcntl.O_CREAT | O_APPEND | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW | Fcntl.O_NONBLOCK;
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) fd = Libc.openat(Fcntl.AT_FDCWD, name, flags, OwnerOnly);
        if (fd < 0)
        {
            var errno = KernelErrors.Last;
            throw errno is Errno.ELOOP ? new IOException($"{path} is a link: name the file itself")
                : errno is Errno.ENXIO ? new IOException($"{path} is no regular file") // a pipe that nobody reads
                : KernelErrors.Create($"open {path}", errno);
        }

        var ok = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out _, out var status);
        if (ok && (status.stx_mode & Stat.S_IFMT) == Stat.S_IFREG) return new AppendedFile(path, fd, unitBytes);
        _ = Libc.close(fd);
        throw new IOException($"{path} is no regular file: a device or a pipe does not keep what is written to it");
    }

    /// <summary>Appends whole units. What cannot be written is counted, with the reason.</summary>
    /// <returns>True, always: the next ones are tried again.</returns>
    public bool Write(ReadOnlySpan<byte> units)
    {
        var done = 0;
        fixed (byte* start = units)
        {
            while (done < units.Length)
            {
                var count = (int)Libc.write(fd, start + done, (nuint)(units.Length - done));
                if (count > 0)
                {
                    done += count;
                    continue;
                }

                if (count < 0 && KernelErrors.Last == Errno.EINTR) continue;
                Fail(units, done, count < 0 ? KernelErrors.Last : Errno.ENOSPC);
                break;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd < 0) return;
        _ = Libc.close(fd);
        fd = -1;
    }

    private void Fail(ReadOnlySpan<byte> units, int done, int errno)
    {
        Complaint ??= KernelErrors.Create($"write {Path}", errno).Message;
        var whole = unitBytes > 0 ? done / unitBytes * unitBytes : units[..done].LastIndexOf((byte)'\n') + 1;
        LostBytes += units.Length - whole;
        LostUnits += unitBytes > 0 ? (units.Length - whole) / unitBytes : units[whole..].Count((byte)'\n');
        if (done == whole) return;
        var end = Libc.lseek(fd, 0, SeekEnd);
        if (end >= done - whole) _ = Libc.ftruncate(fd, end - (done - whole));
    }

    private const int SeekEnd = 2;
    private const int O_APPEND = 0x400;
}
