using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation.Arguments;

/// <summary>Arguments of the socket calls.</summary>
internal static class SocketArguments
{
    private const int SolSocket = 1;
    private const int SolUdp = 17;
    private const int SolPacket = 263;

    /// <summary>Adds the name, or the form for unknown ones.</summary>
    public static void Append(
        ArgumentKind kind, in RecordContext record, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (kind)
        {
            case ArgumentKind.SocketDomain:
                Unknown.AppendNameOrHex(AddressFamilies.Table, value, "unknown-family"u8, raw, output);
                break;
            case ArgumentKind.SocketType: // SOCK_CLOEXEC and SOCK_NONBLOCK are not shown
                Unknown.AppendNameOrRaw(SocketTypes.Table, value & 0xFF, "unknown-type"u8, raw, output);
                break;
            case ArgumentKind.SocketProtocol:
                Unknown.AppendNameOrRaw(Protocols.Table, value, "unknown-proto"u8, raw, output);
                break;
            case ArgumentKind.SocketLevel:
                AppendLevel(value, raw, output);
                break;
            case ArgumentKind.SocketOption:
                AppendOption(record, value, raw, output);
                break;
            case ArgumentKind.SocketCall:
                Unknown.AppendNameOrRaw(SocketCalls.Table, value, "unknown-socketcall"u8, raw, output);
                break;
            case ArgumentKind.IpcCall:
                Unknown.AppendNameOrRaw(IpcOperations.Table, value, "unknown-ipccall"u8, raw, output);
                break;
        }
    }

    private static void AppendLevel(ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (value == SolSocket) output.Append("SOL_SOCKET"u8);
        else if (Protocols.Table.TryGetName((uint)value, out var protocol)) output.Append(protocol);
        else Unknown.AppendNameOrHex(SocketLevels.Table, value, "unknown-sockopt-level"u8, raw, output);
    }

    /// <summary>Adds an option by the table of its level, which is argument 1.</summary>
    private static void AppendOption(in RecordContext record, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (record.A1)
        {
            case 0:
                Unknown.AppendNameOrHex(IpOptions.Table, value, "unknown-ipopt-name"u8, raw, output);
                break;
            case SolSocket:
                // On ppc the options of credentials and time-outs stand at other numbers than elsewhere.
                if (record.Machine is Machine.Ppc or Machine.Ppc64 && value is >= 16 and <= 21) value += 100;
                Unknown.AppendNameOrHex(SocketOptions.Table, value, "unknown-sockopt-name"u8, raw, output);
                break;
            case 6:
                Unknown.AppendNameOrHex(TcpOptions.Table, value, "unknown-tcpopt-name"u8, raw, output);
                break;
            case SolUdp:
                if (value is 1 or 100) output.Append(value == 1 ? "UDP_CORK"u8 : "UDP_ENCAP"u8);
                else Unknown.AppendHex("unknown-udpopt-name"u8, raw, output);
                break;
            case 41:
                Unknown.AppendNameOrHex(Ipv6Options.Table, value, "unknown-ip6opt-name"u8, raw, output);
                break;
            case SolPacket:
                Unknown.AppendNameOrHex(PacketOptions.Table, value, "unknown-pktopt-name"u8, raw, output);
                break;
            default:
                CallArguments.AppendHexadecimal(raw, output);
                break;
        }
    }
}
