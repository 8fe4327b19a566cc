using System.Buffers.Binary;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// A struct sockaddr in hexadecimal. Source: spec 4.6; linux/socket.h and its families' headers, 6.18.
/// </summary>
/// <remarks>The family is in the byte order of the machine that wrote it; little-endian is assumed, as nothing in the
/// record says.</remarks>
internal static class SockAddr
{
    private const int MaxBytes = 128; // sizeof(struct sockaddr_storage): the kernel copies no more

    /// <summary>Adds <c>{ saddr_fam=inet laddr=192.0.2.1 lport=443 }</c>.</summary>
    public static void Append(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        buffer.Clear();
        var length = Hex.Decode(raw, buffer);
        if (length == 0)
        {
            Unknown.Append("malformed-host"u8, raw, output);
            return;
        }

        var family = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        if (!AddressFamilies.Table.TryGetName(family, out var name))
        {
            Unknown.AppendNumber("unknown-family"u8, family, output);
            return;
        }

        output.Append("{ saddr_fam="u8);
        output.Append(name);
        output.Append((byte)' ');
        AppendAddress(family, buffer[..length], output);
        output.Append(" }"u8);
    }

    private static void AppendAddress(int family, ReadOnlySpan<byte> address, ByteBuffer output)
    {
        switch (family)
        {
            case 1: // AF_LOCAL
                AppendLocal(address, output);
                break;
            case 2: // AF_INET
                if (address.Length < 16) output.Append("sockaddr len too short"u8);
                else AppendInet(address, output);
                break;
            case 3: // AF_AX25
                if (address.Length < 16) output.Append("sockaddr len too short"u8);
                else AppendText("call="u8, address.Slice(2, 7), output);
                break;
            case 8: // AF_ATMPVC: the interface is a short at 4
                output.Append(address.Length < 6 ? "sockaddr len too short"u8 : "int="u8);
                if (address.Length >= 6) output.AppendDecimal(BinaryPrimitives.ReadInt16LittleEndian(address[4..]));
                break;
            case 9: // AF_X25
                AppendText("laddr="u8, address[Math.Min(2, address.Length)..Math.Min(17, address.Length)], output);
                break;
            case 10: // AF_INET6
                if (address.Length < 28) output.Append("sockaddr6 len too short"u8);
                else AppendInet6(address, output);
                break;
            case 16: // AF_NETLINK
                AppendNetlink(address, output);
                break;
            default:
                output.Append("(unsupported)"u8);
                break;
        }
    }

    private static void AppendLocal(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        if (address.Length < 4)
        {
            output.Append(address.Length == 2 ? "unnamed socket"u8 : "sockaddr len too short"u8);
            return;
        }

        var path = address[2..];
        if (path[0] == 0) path = path[1..]; // an abstract name begins after a NUL
        AppendText("path="u8, path[..Math.Min(path.Length, 108)], output);
    }

    private static void AppendInet(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        output.Append("laddr="u8);
        InetText.AppendV4(address.Slice(4, 4), output);
        AppendPort(address, output);
    }

    private static void AppendInet6(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        output.Append("laddr="u8);
        InetText.AppendV6(address.Slice(8, 16), output);
        var scope = BinaryPrimitives.ReadUInt32LittleEndian(address[24..]);
        if (scope != 0)
        {
            // By number: the name of the interface is known to the machine that wrote the record, not to the reader's
            // (docs/differences.md, scope-id).
            output.Append((byte)'%');
            output.AppendDecimal((ulong)scope);
        }

        AppendPort(address, output);
    }

    private static void AppendPort(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        output.Append(" lport="u8);
        output.AppendDecimal((ulong)BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
    }

    private static void AppendNetlink(ReadOnlySpan<byte> address, ByteBuffer output)
    {
        if (address.Length < 12)
        {
            output.Append("len too short"u8);
            return;
        }

        output.Append("nlnk-fam=16 nlnk-pid="u8);
        output.AppendDecimal((ulong)BinaryPrimitives.ReadUInt32LittleEndian(address[4..]));
    }

    /// <summary>Adds text that ends at a NUL or with its room.</summary>
    private static void AppendText(ReadOnlySpan<byte> label, ReadOnlySpan<byte> text, ByteBuffer output)
    {
        output.Append(label);
        var nul = text.IndexOf((byte)0);
        output.Append(nul < 0 ? text : text[..nul]);
    }
}
