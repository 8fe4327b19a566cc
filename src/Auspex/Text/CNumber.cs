namespace Auspex.Text;

/// <summary>
/// Numbers as strtoul(3) and strtol(3) read them: leading white space, a sign, the base's prefix, then digits. Unlike these, what is not
/// wholly a number is told apart from 0 (docs/differences.md, word-value): <c>uid=vagrant</c> is not root.
/// </summary>
/// <remarks>
/// <code>
/// number = *blank [ "-" | "+" ] [ prefix ] 1*digit *( blank | "," | ")" | ":" | "'" )     the marks are what old programs put behind a value
/// </code>
/// </remarks>
internal static class CNumber
{
    /// <summary>So many digits fit into 64 bits whatever the base: no division for each of them.</summary>
    private const int AlwaysFit = 16;

    /// <summary>Reads an unsigned number; a minus sign negates it modulo 2^64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">8, 10, 16, or 0 for C's own prefixes (<c>0x</c>, <c>0</c>).</param>
    /// <param name="value">The number; 0 where there is none.</param>
    public static NumberForm ReadUnsigned(ReadOnlySpan<byte> text, int radix, out ulong value)
    {
        var form = ReadMagnitude(text, radix, out value, out var negative);
        if (negative) value = unchecked(0 - value);
        return form;
    }

    /// <summary>Reads a signed number.</summary>
    public static NumberForm ReadSigned(ReadOnlySpan<byte> text, int radix, out long value)
    {
        var form = ReadMagnitude(text, radix, out var magnitude, out var negative);
        value = unchecked(negative ? -(long)magnitude : (long)magnitude);
        var fits = magnitude <= (ulong)long.MaxValue + (negative ? 1UL : 0UL);
        return form == NumberForm.Number && !fits ? NumberForm.TooLarge : form;
    }

    /// <summary>Reads an unsigned number, as <see cref="ReadUnsigned"/>.</summary>
    /// <returns>False when the text is no number, or one that does not fit in 64 bits.</returns>
    public static bool TryParseUnsigned(ReadOnlySpan<byte> text, int radix, out ulong value) =>
        ReadUnsigned(text, radix, out value) == NumberForm.Number;

    private static NumberForm ReadMagnitude(ReadOnlySpan<byte> text, int radix, out ulong value, out bool negative)
    {
        value = 0;
        var i = 0;
        while (i < text.Length && IsBlank(text[i])) i++;
        negative = i < text.Length && text[i] == (byte)'-';
        if (negative || (i < text.Length && text[i] == (byte)'+')) i++;
        var prefixed = i + 2 < text.Length && text[i] == (byte)'0' && (text[i + 1] | 0x20) == 'x'
            && Hex.Digit(text[i + 2]) >= 0;
        if (radix == 0) radix = prefixed ? 16 : i < text.Length && text[i] == (byte)'0' ? 8 : 10;
        if (radix == 16 && prefixed) i += 2;
        var start = i;
        var fits = true;
        for (; i < text.Length; i++)
        {
            var digit = Hex.Digit(text[i]);
            if ((uint)digit >= (uint)radix) break;
            if (i - start >= AlwaysFit) fits &= value <= (ulong.MaxValue - (uint)digit) / (uint)radix;
            value = unchecked((value * (uint)radix) + (uint)digit);
        }

        var isNumber = i > start && IsEnd(text[i..]);
        if (isNumber && fits) return NumberForm.Number;
        value = 0;
        return isNumber ? NumberForm.TooLarge : NumberForm.Word;
    }

    private static bool IsBlank(byte c) => c is (byte)' ' or (>= 9 and <= 13);

    private static bool IsEnd(ReadOnlySpan<byte> rest)
    {
        foreach (var c in rest)
        {
            if (!IsBlank(c) && c is not ((byte)',' or (byte)')' or (byte)':' or (byte)'\'')) return false;
        }

        return true;
    }
}
