using System.IO.Compression;
using System.Text;
using Auspex.Archive;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Files;

/// <summary>The machine's file system. Keeps nothing; may be used by several threads.</summary>
/// <remarks>
/// How a log is read follows from its first bytes and from who else uses it: compressed ones (gzip, xz, zstd) are unpacked as they are read,
/// files that somebody writes to are read as streams, and all others are mapped.
/// </remarks>
internal sealed class LogFiles : ILogFiles
{
    /// <summary>How long the standard input must say nothing for open events to be handed out.</summary>
    public const int SilenceMilliseconds = 3000;

    private const int MagicBytes = 6;

    /// <summary>True when the standard input is a pipe: only then is it read unasked.</summary>
    public static bool IsStandardInputPipe =>
        FileIdentity.TryGet(0, "\0"u8, Stat.AT_EMPTY_PATH, out _, out var status) && TypeOf(status) == Stat.S_IFIFO;

    /// <inheritdoc/>
    public LogPathKind Inspect(string path, out string reason)
    {
        var isThere = FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), 0, out _, out var status);
        reason = isThere ? "" : ErrorWords.Of(KernelErrors.Last);
        if (!isThere) return LogPathKind.Missing;
        return TypeOf(status) == Stat.S_IFDIR ? LogPathKind.Directory : LogPathKind.File;
    }

    /// <inheritdoc/>
    public LogSource? TryOpen(string path, out string reason)
    {
        var fd = SmallFile.Open(path, waits: true, out var errno);
        if (fd < 0)
        {
            reason = ErrorWords.Of(errno);
            return null;
        }

        if (!FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status))
        {
            reason = ErrorWords.Of(KernelErrors.Last);
            _ = Libc.close(fd);
            return null;
        }

        var id = new LogFileId(LogFileId.DeviceOf(status.stx_dev_major, status.stx_dev_minor), status.stx_ino);
        return Open(path, fd, id, identity.SizeBytes, status, out reason);
    }

    /// <inheritdoc/>
    public LogSource OpenStandardInput() =>
        new StreamLog(new PipeInput(0, SilenceMilliseconds, ownsDescriptor: false)) { Path = "-" };

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory).Select(static p => Path.GetFileName(p))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public byte[]? TryReadAll(string path, int maxBytes, out bool isMissing, out string reason)
    {
        var room = new byte[maxBytes];
        var length = SmallFile.Read(path, room, out var errno);
        isMissing = errno == Errno.ENOENT;
        reason = length < 0 ? ErrorWords.Of(errno) : "";
        return length < 0 ? null : room[..length];
    }

    private static ushort TypeOf(statx status) => (ushort)(status.stx_mode & Stat.S_IFMT);

    private static LogSource? Open(string path, int fd, LogFileId id, long size, statx status, out string reason)
    {
        reason = "";
        switch (TypeOf(status))
        {
            case Stat.S_IFDIR:
                reason = "Is a directory";
                _ = Libc.close(fd);
                return null;
            case Stat.S_IFREG:
                break;
            default:
                return new StreamLog(new PipeInput(fd, -1, ownsDescriptor: true)) { Path = path, Id = id };
        }

        Span<byte> magic = stackalloc byte[MagicBytes];
        magic = magic[..Math.Max(SmallFile.Read(fd, magic, 0, out _), 0)];
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return OpenGzip(path, fd, id);
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])) return OpenPacked(ZstdUnpacker.TryMake(), ZstdUnpacker.Library, path, fd, id, size, out reason);
        if (magic.SequenceEqual((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])) return OpenPacked(XzUnpacker.TryMake(), XzUnpacker.Library, path, fd, id, size, out reason);
        if (size > 0 && !WrittenFiles.IsWritten(fd, status.stx_mtime, Clock.RealtimeMilliseconds / 1000)
            && MappedLog.TryMap(path, fd, id, size, out _) is { } mapped)
        {
            return mapped; // and the file is its own
        }

        return new StreamLog(new FileInput(fd, size) { PassesOver = true }) { Path = path, Id = id };
    }

    private static StreamLog OpenGzip(string path, int fd, LogFileId id)
    {
        var file = new FileStream(new SafeFileHandle(fd, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        return new StreamLog(new StreamInput(new GZipStream(file, CompressionMode.Decompress))) { Path = path, Id = id };
    }

    private static StreamLog? OpenPacked(Unpacker? unpacker, string library, string path, int fd, LogFileId id, long size, out string reason)
    {
        reason = unpacker is null ? $"it is compressed, and {library} is not installed" : "";
        if (unpacker is not null) return new StreamLog(new PackedInput(unpacker, new FileInput(fd, size))) { Path = path, Id = id };
        _ = Libc.close(fd);
        return null;
    }
}
