using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Auspex.Archive;
using Auspex.Records;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>The text of a checkpoint file.</summary>
/// <remarks>
/// <code>
/// dev=0xFD00
/// inode=1234567
/// output=NODE 1700000000.123:456 0x514        NODE is "-" for none
/// </code>
/// Source: ausearch(8), --checkpoint; spec 1.1.4.
/// </remarks>
internal static class CheckpointText
{
    /// <summary>The exit code when a checkpoint cannot be read.</summary>
    internal const int ReadFailure = 10;

    /// <summary>Longer files are no checkpoints.</summary>
    internal const int MaxBytes = 64 << 10;

    /// <summary>The whole text.</summary>
    internal static byte[] Write(Checkpoint checkpoint)
    {
        var (log, last) = (checkpoint.Log, checkpoint.Event);
        var start = string.Create(CultureInfo.InvariantCulture, $"dev=0x{log.Device:X}\ninode={log.Inode}\noutput=");
        var end = string.Create(
            CultureInfo.InvariantCulture,
            $" {last.Stamp.Seconds}.{last.Stamp.Milliseconds % 1000:000}:{last.Stamp.Serial} 0x{last.Type:X}\n");
        return [.. Encoding.UTF8.GetBytes(start), .. last.Node is { } node ? node.Span : "-"u8, .. Encoding.UTF8.GetBytes(end)];
    }

    /// <summary>Reads the text of <paramref name="path"/>.</summary>
    /// <exception cref="SuiteFailure">It is no checkpoint.</exception>
    internal static Checkpoint Parse(ReadOnlySpan<byte> text, string path)
    {
        ulong? device = null, inode = null;
        var last = CheckpointEvent.None;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.StartsWith("dev="u8)) device = ReadDevice(line);
            else if (line.StartsWith("inode="u8)) inode = ReadInode(line);
            else if (line.StartsWith("output="u8)) last = ReadEvent(line);
            else throw Malformed("Unknown checkpoint line -", line);
        }

        return device is { } d && inode is { } i
            ? new Checkpoint(new LogFileId(d, i), last)
            : throw new SuiteFailure($"Missing dev/inode lines from checkpoint file {path}", ReadFailure) { Hint = Hint };
    }

    private const string Hint = "remove the file to search from the beginning, or search with --start checkpoint if its time is right";

    private static ulong ReadDevice(ReadOnlySpan<byte> line) =>
        TryReadHex(line["dev=".Length..].TrimEnd((byte)' '), out var device) ? device : throw Malformed("Malformed dev checkpoint line -", line);

    private static ulong ReadInode(ReadOnlySpan<byte> line)
    {
        var text = line["inode=".Length..].TrimEnd((byte)' ');
        var isNumber = text.StartsWith("0x"u8) ? TryReadHex(text, out var inode)
            : Utf8Parser.TryParse(text, out inode, out var length) && length == text.Length;
        return isNumber ? inode : throw Malformed("Malformed inode checkpoint line -", line);
    }

    private static CheckpointEvent ReadEvent(ReadOnlySpan<byte> line)
    {
        var text = line["output=".Length..];
        var space = text.IndexOf((byte)' ');
        if (space < 1) throw Malformed("Malformed output/event checkpoint line near node -", line);
        var node = text[..space];
        text = text[space..].TrimStart((byte)' ');
        if (!TryTake(ref text, (byte)'.', out var seconds) || !TryTake(ref text, (byte)':', out var milliseconds)
            || !TryTake(ref text, (byte)' ', out var serial) || seconds > 1L << 50 || milliseconds > 999)
        {
            throw Malformed("Malformed output/event checkpoint line after node -", line);
        }

        space = text.IndexOf((byte)' ');
        if (!TryReadHex(space < 0 ? text : text[..space], out var type) || type > uint.MaxValue)
        {
            throw Malformed("Malformed output/event checkpoint line after node -", line);
        }

        var name = node[0] == (byte)'-' ? (ReadOnlyMemory<byte>?)null : node.ToArray();
        return new CheckpointEvent(name, new EventStamp(((long)seconds * 1000) + (long)milliseconds, serial), (uint)type);
    }

    /// <summary>Takes a decimal number and the byte that ends it.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> text, byte end, out ulong value)
    {
        if (!Utf8Parser.TryParse(text, out value, out var length) || length >= text.Length || text[length] != end) return false;
        text = text[(length + 1)..];
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, out ulong value)
    {
        if (text.StartsWith("0x"u8) || text.StartsWith("0X"u8)) text = text[2..];
        return Utf8Parser.TryParse(text, out value, out var length, 'x') && length == text.Length;
    }

    private static SuiteFailure Malformed(string what, ReadOnlySpan<byte> line)
    {
        var shown = new ByteBuffer(256);
        Escaping.Append(line, EscapeMode.Tty, shown); // whoever wrote the file has no word at the reader's terminal
        return new SuiteFailure($"{what} [{Encoding.UTF8.GetString(shown.Written)}]", ReadFailure) { Hint = Hint };
    }
}
