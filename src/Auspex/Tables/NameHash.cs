using System.Buffers.Binary;

namespace Auspex.Tables;

/// <summary>
/// The hash behind the tables that are asked for every record or field: a few loads and two multiplications.
/// </summary>
/// <remarks>
/// tools/tables.cs has the same function and searches a seed under which no two names of a table meet, so that a
/// look-up is one probe and one comparison. A test looks every name up. Names above 16 bytes are hashed by their two
/// ends.
/// </remarks>
internal static class NameHash
{
    /// <summary>
    /// Folds upper and lower case of letters together (and some other bytes, which the comparison tells apart).
    /// </summary>
    public const ulong IgnoreCase = 0xDFDF_DFDF_DFDF_DFDF;

    /// <summary>Keeps every bit.</summary>
    public const ulong Exact = ulong.MaxValue;

    /// <summary>The slot of <paramref name="name"/> among 2^<paramref name="bits"/>.</summary>
    public static int Slot(ReadOnlySpan<byte> name, ulong fold, ulong seed, int bits)
    {
        var n = name.Length;
        ulong a;
        ulong b;
        if (n >= 8)
        {
            a = BinaryPrimitives.ReadUInt64LittleEndian(name);
            b = BinaryPrimitives.ReadUInt64LittleEndian(name[(n - 8)..]);
        }
        else if (n >= 4)
        {
            a = BinaryPrimitives.ReadUInt32LittleEndian(name);
            b = BinaryPrimitives.ReadUInt32LittleEndian(name[(n - 4)..]);
        }
        else
        {
            a = n == 0 ? 0 : name[0] | ((ulong)name[n >> 1] << 8) | ((ulong)name[n - 1] << 16);
            b = 0;
        }

        var h = ((a & fold) + (ulong)n) * seed;
        h = (h ^ (h >> 32) ^ (b & fold)) * 0x9E37_79B9_7F4A_7C15; // 2^64 / golden ratio: spreads into the high bits
        return (int)(h >> (64 - bits));
    }
}
