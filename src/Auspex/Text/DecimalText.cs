namespace Auspex.Text;

/// <summary>Decimal text, as in serials, pids and times. No signs but a leading minus, no white space, no groups.</summary>
internal static class DecimalText
{
    /// <summary>Parses an unsigned number.</summary>
    /// <returns>False when empty, not all digits, or above <see cref="ulong.MaxValue"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 20) return false;
        foreach (var c in text)
        {
            var d = (uint)(c - '0');
            if (d > 9) return false;
            if (value > (ulong.MaxValue - d) / 10) return false;
            value = (value * 10) + d;
        }

        return true;
    }

    /// <summary>Parses a number that may begin with a minus sign.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        if (!TryParse(negative ? text[1..] : text, out ulong magnitude)) return false;
        if (magnitude > (ulong)long.MaxValue + (negative ? 1UL : 0UL)) return false;
        value = negative ? -(long)magnitude : (long)magnitude;
        return true;
    }

    /// <summary>Parses an unsigned 32-bit number: an id, where 4294967295 means unset.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 10) return false;
        ulong v = 0;
        foreach (var c in text)
        {
            var d = (uint)(c - '0');
            if (d > 9) return false;
            v = (v * 10) + d;
        }

        value = (uint)v;
        return v <= uint.MaxValue;
    }

    /// <summary>Parses a signed 32-bit number: a pid, an exit value.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        var ok = TryParse(text, out long wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = ok ? (int)wide : 0;
        return ok;
    }

    /// <summary>Writes <paramref name="value"/> and returns the number of bytes; the destination must have room for 20.</summary>
    public static int Write(ulong value, Span<byte> destination)
    {
        var ok = System.Buffers.Text.Utf8Formatter.TryFormat(value, destination, out var written);
        System.Diagnostics.Debug.Assert(ok, "room for 20 bytes is the caller's part");
        return ok ? written : 0;
    }
}
