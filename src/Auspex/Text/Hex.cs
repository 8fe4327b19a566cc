namespace Auspex.Text;

/// <summary>Hexadecimal text as the kernel writes untrusted strings: two digits a byte, either case.</summary>
internal static class Hex
{
    /// <summary>The value of one digit, or -1.</summary>
    public static int Digit(byte c)
    {
        var d = c - '0';
        if ((uint)d <= 9) return d;
        d = (c | 0x20) - 'a';
        return (uint)d <= 5 ? d + 10 : -1;
    }

    /// <summary>True when <paramref name="text"/> is a whole number of bytes written in hexadecimal, at least one.</summary>
    public static bool IsHex(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text.Length & 1) != 0) return false;
        foreach (var c in text)
        {
            if (Digit(c) < 0) return false;
        }

        return true;
    }

    /// <summary>Decodes leading digit pairs into <paramref name="destination"/> until text or room ends.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var n = 0;
        for (var i = 0; i + 1 < text.Length && n < destination.Length; i += 2)
        {
            var high = Digit(text[i]);
            var low = Digit(text[i + 1]);
            if ((high | low) < 0) break;
            destination[n++] = (byte)((high << 4) | low);
        }

        return n;
    }

    /// <summary>Parses an unsigned hexadecimal number without prefix.</summary>
    /// <returns>False when the text is empty, has another character, or does not fit in 64 bits.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 16) return false;
        foreach (var c in text)
        {
            var d = Digit(c);
            if (d < 0) return false;
            value = (value << 4) | (uint)d;
        }

        return true;
    }
}
