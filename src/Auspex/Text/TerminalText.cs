using System.Buffers;
using System.Text;

namespace Auspex.Text;

/// <summary>What must not reach a terminal as it is: what it would obey, and what a reader would not see. One table for every output.</summary>
/// <remarks>
/// Controls are C0, DEL and C1. Unseen are Unicode's default ignorable code points (the bidirectional controls, which turn a name
/// around; zero widths; tags), the separators of lines and paragraphs, and the marks of annotations. In text that is not UTF-8 the bytes
/// 0x80 to 0x9F are C1 controls of terminals with eight bits. Source: ECMA-48; Unicode 16, DerivedCoreProperties.
/// </remarks>
internal static class TerminalText
{
    /// <summary>First and last of each range, in order; below 0x80 is decided before.</summary>
    private static ReadOnlySpan<int> Unsafe =>
    [
        0x80, 0x9F, 0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F, 0x2028, 0x202E,
        0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A,
        0xE0000, 0xE0FFF,
    ];

    /// <summary>True when <paramref name="text"/> can be written to a terminal as it is.</summary>
    public static bool IsSafe(ReadOnlySpan<byte> text) => IndexOfUnsafe(text, out _) < 0;

    /// <summary>True when this code point must not be written to a terminal as it is.</summary>
    public static bool IsUnsafe(Rune rune)
    {
        if (rune.Value < 0x80) return rune.Value is < 0x20 or 0x7F;
        var table = Unsafe;
        for (var i = 0; i < table.Length && table[i] <= rune.Value; i += 2)
        {
            if (rune.Value <= table[i + 1]) return true;
        }

        return false;
    }

    /// <summary>Finds the first control or unseen character.</summary>
    /// <param name="text">Any bytes, UTF-8 or not.</param>
    /// <param name="length">How many bytes it has; 0 when there is none.</param>
    /// <returns>Where it begins, or -1.</returns>
    public static int IndexOfUnsafe(ReadOnlySpan<byte> text, out int length)
    {
        for (var at = 0; ; at += length)
        {
            length = 0;
            var next = text[at..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
            if (next < 0) return -1;
            at += next;
            if (IsUnsafeAt(text[at..], out length)) return at;
        }
    }

    private static bool IsUnsafeAt(ReadOnlySpan<byte> text, out int length)
    {
        if (Rune.DecodeFromUtf8(text, out var rune, out length) == OperationStatus.Done) return IsUnsafe(rune);
        length = 1; // what is no UTF-8 is judged byte by byte
        return text[0] is >= 0x80 and <= 0x9F;
    }
}
