using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Auspex.Text;

namespace Auspex.Records.Scanning;

/// <summary>Hexadecimal text of any length, sixteen bytes at a time: arguments and process titles are most of a busy log's bytes.</summary>
internal static class HexScanner
{
    /// <summary>How many digits <paramref name="text"/> begins with.</summary>
    public static int CountDigits(ReadOnlySpan<byte> text)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(text);
            for (; i <= text.Length - 16; i += 16)
            {
                if (!AreDigits(Vector128.LoadUnsafe(ref first, (nuint)i))) break;
            }
        }

        while (i < text.Length && Hex.Digit(text[i]) >= 0) i++;
        return i;
    }

    /// <summary>Decodes text of digits only into a destination with room for half as many bytes; a digit without its pair is left.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> digits, Span<byte> destination)
    {
        var count = digits.Length / 2;
        destination = destination[..count];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(digits);
            ref var target = ref MemoryMarshal.GetReference(destination);
            for (; i <= count - 16; i += 16)
            {
                var low = Pairs(Vector128.LoadUnsafe(ref source, (nuint)(2 * i)));
                var high = Pairs(Vector128.LoadUnsafe(ref source, (nuint)((2 * i) + 16)));
                Vector128.Narrow(low, high).StoreUnsafe(ref target, (nuint)i);
            }
        }

        return i + Hex.Decode(digits[(2 * i)..], destination[i..]);
    }

    private static bool AreDigits(Vector128<byte> text)
    {
        var number = Vector128.LessThanOrEqual(text - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var letter = Vector128.LessThanOrEqual(
            (text | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)5));
        return (number | letter) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>The byte of each pair of digits, in the low half of a 16-bit element.</summary>
    private static Vector128<ushort> Pairs(Vector128<byte> digits)
    {
        // A letter has bit 6 set and 1 to 6 in its low half, so nine is added.
        var letters = (digits.AsUInt16() >>> 6).AsByte() & Vector128.Create((byte)1);
        var nines = letters + (letters.AsUInt16() << 3).AsByte();
        var values = ((digits & Vector128.Create((byte)0x0F)) + nines).AsUInt16();
        return ((values << 4) | (values >>> 8)) & Vector128.Create((ushort)0xFF); // the first digit of a pair is the low byte
    }
}
