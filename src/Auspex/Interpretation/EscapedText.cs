using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Text from outside the kernel: in double quotes, or in hexadecimal where it holds quotes, spaces or control
/// characters.
/// </summary>
/// <remarks>Source: spec 4.4; kernel audit_log_untrustedstring.</remarks>
internal static class EscapedText
{
    /// <summary>Adds the decoded text.</summary>
    public static void Append(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var start = output.Length;
        AppendAll(raw, output);
        var text = output.From(start);
        var nul = raw.IsEmpty || raw[0] == (byte)'"' ? -1 : text.IndexOf((byte)0);
        if (nul >= 0) output.Truncate(start + nul); // C strings end there, and so does what the tools show
    }

    /// <summary>Adds a command line: NUL between arguments becomes a space.</summary>
    public static void AppendTitle(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var start = output.Length;
        AppendAll(raw, output);
        if (!raw.IsEmpty && raw[0] != (byte)'"') output.From(start).Replace((byte)0, (byte)' ');
    }

    /// <summary>Adds a file's name; relative ones behind <paramref name="cwd"/> where that is known.</summary>
    public static void AppendFile(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> cwd, ByteBuffer output)
    {
        var start = output.Length;
        Append(raw, output);
        if (cwd.IsEmpty) return;
        var length = output.Length - start;
        if (length == 0 || output.From(start)[0] != (byte)'/')
        {
            // The name moves up, and the directory comes before it.
            var shift = cwd.Length + 1;
            _ = output.GetSpan(shift);
            output.Advance(shift);
            var text = output.From(start);
            text[..length].CopyTo(text[shift..]);
            cwd.CopyTo(text);
            text[cwd.Length] = (byte)'/';
        }

        var path = output.From(start);
        if (path.IndexOf(".."u8) >= 0 && path[0] != (byte)'.') output.Truncate(start + Normalize(path));
    }

    /// <summary>Resolves <c>//</c>, <c>.</c> and <c>..</c> in place, by the text alone.</summary>
    /// <returns>The new length.</returns>
    internal static int Normalize(Span<byte> path)
    {
        var write = 0;
        var read = 0;
        while (read < path.Length)
        {
            while (read < path.Length && path[read] == (byte)'/') read++;
            var end = path[read..].IndexOf((byte)'/');
            end = end < 0 ? path.Length : read + end;
            var part = path[read..end];
            if (part.SequenceEqual(".."u8))
            {
                var up = path[..write].LastIndexOf((byte)'/');
                write = Math.Max(up, 0);
            }
            else if (!part.IsEmpty && !part.SequenceEqual("."u8))
            {
                path[write++] = (byte)'/';
                part.CopyTo(path[write..]);
                write += part.Length;
            }

            read = end;
        }

        if (write == 0 && path.Length > 0) path[write++] = (byte)'/';
        return write;
    }

    private static void AppendAll(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (raw.IsEmpty) return;
        if (raw[0] == (byte)'"')
        {
            // A record cut short has lost the closing quote, not the text (docs/differences.md, open-quote).
            var close = raw[1..].IndexOf((byte)'"');
            output.Append(close < 0 ? raw[1..] : raw.Slice(1, close));
            return;
        }

        if (raw[0] == (byte)'(')
        {
            var close = raw.IndexOf((byte)')');
            output.Append(close < 0 ? raw : raw[..(close + 1)]);
            return;
        }

        var digits = raw.StartsWith("00"u8) ? raw[2..] : raw; // the name of an abstract socket
        var room = output.GetSpan((digits.Length / 2) + 1);
        var count = Hex.Decode(digits, room[..(digits.Length / 2)]);
        if (count == 0) output.Append(raw);
        else output.Advance(count);
    }
}
