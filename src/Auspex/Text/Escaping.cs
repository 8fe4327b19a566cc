namespace Auspex.Text;

/// <summary>Applies an <see cref="EscapeMode"/> to text.</summary>
public static class Escaping
{
    /// <summary>Separates several keys in one value: left alone where keys are escaped.</summary>
    public const byte KeySeparator = 0x01;

    private static ReadOnlySpan<byte> Shell => "\"'`$\\!()| "u8;

    private static ReadOnlySpan<byte> Quote => ";#&*?[]<>{}"u8;

    /// <summary>Adds <paramref name="text"/> to <paramref name="output"/>, escaped.</summary>
    public static void Append(ReadOnlySpan<byte> text, EscapeMode mode, ByteBuffer output)
    {
        var start = output.Length;
        output.Append(text);
        Apply(output, start, mode);
    }

    /// <summary>Escapes what <paramref name="buffer"/> holds from <paramref name="start"/> on, in place.</summary>
    /// <param name="buffer">Holds the text.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="mode">What to escape.</param>
    /// <param name="keepKeySeparators">True leaves 0x01 as it is: keys are escaped one by one.</param>
    public static void Apply(ByteBuffer buffer, int start, EscapeMode mode, bool keepKeySeparators = false)
    {
        if (mode == EscapeMode.Raw) return;
        var text = buffer.From(start);
        if (mode == EscapeMode.Tty && text.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0) return;
        var extra = 0;
        foreach (var c in text) extra += Extra(c, mode, keepKeySeparators);
        if (extra != 0) Expand(buffer, start, extra, mode, keepKeySeparators);
    }

    /// <summary>Moves the text apart from its end, so that no second buffer is needed.</summary>
    private static void Expand(ByteBuffer buffer, int start, int extra, EscapeMode mode, bool keep)
    {
        var read = buffer.Length - start;
        _ = buffer.GetSpan(extra);
        buffer.Advance(extra);
        var text = buffer.From(start);
        var write = text.Length;
        while (read > 0)
        {
            var c = text[--read];
            switch (Extra(c, mode, keep))
            {
                case 3:
                    text[--write] = (byte)('0' + (c & 7));
                    text[--write] = (byte)('0' + ((c >> 3) & 7));
                    text[--write] = (byte)('0' + (c >> 6));
                    text[--write] = (byte)'\\';
                    break;
                case 1:
                    text[--write] = c;
                    text[--write] = (byte)'\\';
                    break;
                default:
                    text[--write] = c;
                    break;
            }
        }
    }

    /// <summary>How many bytes <paramref name="c"/> grows by.</summary>
    private static int Extra(byte c, EscapeMode mode, bool keep)
    {
        if (c < 0x20) return keep && c == KeySeparator ? 0 : 3;
        if (mode == EscapeMode.Tty) return 0;
        if (Shell.Contains(c)) return 1;
        return mode == EscapeMode.ShellQuote && Quote.Contains(c) ? 1 : 0;
    }
}
