using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Auspex.Reports.Tallies;

/// <summary>Hashes bytes under a secret, so that nobody who writes into a log can make a table slow. Multiply and fold, 16 bytes at a time.</summary>
internal static class TextHash
{
    private const ulong A = 0x9E37_79B9_7F4A_7C15, B = 0xD6E8_FEB8_6659_FD93, C = 0xA076_1D64_78BD_642F;

    /// <summary>The hash of <paramref name="text"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> text, ulong secret)
    {
        var hash = secret ^ ((ulong)text.Length * A);
        while (text.Length > 16)
        {
            hash = Fold(Read(text) ^ B ^ secret, Read(text[8..]) ^ hash);
            text = text[16..];
        }

        var (first, last) = text.Length switch
        {
            >= 8 => (Read(text), Read(text[^8..])),
            >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(text), BinaryPrimitives.ReadUInt32LittleEndian(text[^4..])),
            > 0 => (text[0] | ((ulong)text[text.Length / 2] << 8), text[^1]),
            _ => (0UL, 0UL),
        };
        hash = Fold(first ^ C ^ secret, last ^ hash);
        return (uint)(hash ^ (hash >> 32));
    }

    /// <summary>The hash of a number.</summary>
    public static uint Of(long number, ulong secret)
    {
        var hash = Fold((ulong)number ^ secret, A);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Read(ReadOnlySpan<byte> text) => MemoryMarshal.Read<ulong>(text);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
