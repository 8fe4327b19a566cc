using System.Buffers.Binary;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Internet addresses as inet_ntop(3) writes them. Source: RFC 5952; glibc 2.36 for addresses that hold an IPv4 one.
/// </summary>
internal static class InetText
{
    /// <summary>Adds four bytes as <c>192.0.2.1</c>.</summary>
    public static void AppendV4(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        for (var i = 0; i < 4; i++)
        {
            if (i > 0) output.Append((byte)'.');
            output.AppendDecimal((ulong)address[i]);
        }
    }

    /// <summary>
    /// Adds sixteen bytes as <c>2001:db8::1</c>: the longest run of two or more zero groups, the first of equal ones,
    /// is left out.
    /// </summary>
    public static void AppendV6(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        FindZeros(address, out var zeros, out var count);
        for (var i = 0; i < 8; i++)
        {
            if (i == zeros)
            {
                output.Append("::"u8);
                i += count - 1;
                continue;
            }

            if (i > 0 && i != zeros + count) output.Append((byte)':');
            if (i == 6 && zeros == 0 && (count == 6 || (count == 5 && Group(address, 5) == 0xFFFF)))
            {
                AppendV4(address[12..], output);
                return;
            }

            output.AppendHex(Group(address, i));
        }
    }

    private static void FindZeros(ReadOnlySpan<byte> address, out int start, out int count)
    {
        start = -1;
        count = 0;
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && Group(address, end) == 0) end++;
            if (end - i > Math.Max(count, 1))
            {
                start = i;
                count = end - i;
            }

            i = Math.Max(i, end - 1);
        }

        if (start < 0) count = -1; // so that no group follows a run that is not there
    }

    private static ushort Group(ReadOnlySpan<byte> address, int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(address[(index * 2)..]);
}
