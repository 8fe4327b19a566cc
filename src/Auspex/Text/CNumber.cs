namespace Auspex.Text;

/// <summary>
/// Numbers as strtoul(3) and strtol(3) read them: leading white space, a sign, the base's prefix, then as many digits
/// as there are. What follows the digits is ignored, and no digits at all mean zero: the audit tools read values this
/// way, so do we.
/// </summary>
public static class CNumber
{
    /// <summary>Reads an unsigned number; a minus sign negates it modulo 2^64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">8, 10, 16, or 0 for C's own prefixes (<c>0x</c>, <c>0</c>).</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the digits do not fit in 64 bits.</returns>
    public static bool TryParseUnsigned(ReadOnlySpan<byte> text, int radix, out ulong value)
    {
        var fits = TryReadMagnitude(text, radix, out value, out var negative);
        if (negative) value = unchecked(0 - value);
        return fits;
    }

    /// <summary>Reads a signed number.</summary>
    /// <returns>False when the digits do not fit in 64 bits with sign.</returns>
    public static bool TryParseSigned(ReadOnlySpan<byte> text, int radix, out long value)
    {
        var fits = TryReadMagnitude(text, radix, out var magnitude, out var negative);
        fits &= magnitude <= (ulong)long.MaxValue + (negative ? 1UL : 0UL);
        value = unchecked(negative ? -(long)magnitude : (long)magnitude);
        return fits;
    }

    private static bool TryReadMagnitude(ReadOnlySpan<byte> text, int radix, out ulong value, out bool negative)
    {
        value = 0;
        var i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (>= 9 and <= 13)) i++;
        negative = i < text.Length && text[i] == (byte)'-';
        if (negative || (i < text.Length && text[i] == (byte)'+')) i++;
        var prefixed = i + 2 < text.Length && text[i] == (byte)'0' && (text[i + 1] | 0x20) == 'x'
            && Hex.Digit(text[i + 2]) >= 0;
        if (radix == 0) radix = prefixed ? 16 : i < text.Length && text[i] == (byte)'0' ? 8 : 10;
        if (radix == 16 && prefixed) i += 2;
        for (; i < text.Length; i++)
        {
            var digit = Hex.Digit(text[i]);
            if ((uint)digit >= (uint)radix) break;
            if (value > (ulong.MaxValue - (uint)digit) / (uint)radix) return false;
            value = (value * (uint)radix) + (uint)digit;
        }

        return true;
    }
}
