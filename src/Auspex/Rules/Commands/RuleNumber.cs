using Auspex.Text;

namespace Auspex.Rules.Commands;

/// <summary>
/// Numbers as auditctl reads them: C's own prefixes for hexadecimal and octal, a minus sign where one may stand.
/// </summary>
internal static class RuleNumber
{
    /// <summary>True when <paramref name="text"/> begins with a digit.</summary>
    public static bool StartsNumber(ReadOnlySpan<byte> text) => !text.IsEmpty && IsDigit(text[0]);

    /// <summary>True when <paramref name="text"/> begins with a minus sign and a digit.</summary>
    public static bool StartsNegative(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[0] == (byte)'-' && IsDigit(text[1]);

    /// <summary>Reads the digits at the beginning of <paramref name="text"/>.</summary>
    /// <param name="text">One of the two forms above.</param>
    /// <param name="value">The number, negative ones as two's complement of 32 bits.</param>
    /// <returns>False when something follows the digits, or the number needs more than 32 bits: then it is
    /// cut.</returns>
    public static bool Read(ReadOnlySpan<byte> text, out uint value)
    {
        var negative = text[0] == (byte)'-';
        if (negative) text = text[1..];
        var radix = 10u;
        var i = 0;
        if (text.Length > 2 && text[0] == (byte)'0' && (text[1] | 0x20) == 'x' && Hex.Digit(text[2]) >= 0)
            (radix, i) = (16, 2);
        else if (text[0] == (byte)'0') radix = 8;

        ulong read = 0;
        var fits = true;
        for (; i < text.Length && (uint)Hex.Digit(text[i]) < radix; i++)
        {
            read = (read * radix) + (uint)Hex.Digit(text[i]);
            fits &= read <= uint.MaxValue;
            read &= uint.MaxValue;
        }

        value = negative ? unchecked((uint)-(int)(uint)read) : (uint)read;
        return fits && i == text.Length && !(negative && read > 0x8000_0000);
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';
}
