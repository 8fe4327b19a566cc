using Auspex.Interpretation.Arguments;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Numbers that stand for one of several things with names. Source: spec 4.3.</summary>
internal static class NamedValues
{
    /// <summary>
    /// The base in which the kernel prints values of <paramref name="type"/>, or -1 where the value is no number.
    /// </summary>
    public static int RadixOf(FieldType type) => type switch
    {
        FieldType.Uid or FieldType.Gid or FieldType.Perm or FieldType.Promisc or FieldType.Capability => 10,
        FieldType.Signal or FieldType.List or FieldType.NfProto or FieldType.IcmpType => 10,
        FieldType.Protocol or FieldType.Errno => 10,
        FieldType.Mode or FieldType.ModeShort => 8,
        FieldType.OFlag => 0,
        FieldType.CapBitmap or FieldType.Personality or FieldType.Seccomp or FieldType.Mmap or FieldType.Hook => 16,
        FieldType.NetAction or FieldType.MacProto or FieldType.IoctlReq or FieldType.NlMcGrp => 16,
        FieldType.Resolve => 16,
        _ => -1,
    };

    /// <summary>Adds what <paramref name="value"/> stands for.</summary>
    public static void Append(
        FieldType type, in RecordContext record, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (type)
        {
            case FieldType.Promisc:
                output.Append((uint)value == 0 ? "no"u8 : "yes"u8);
                break;
            case FieldType.Capability:
                Unknown.AppendNameOrRaw(Capabilities.Table, value, "unknown-capability"u8, raw, output);
                break;
            case FieldType.Signal:
                Unknown.AppendNameOrRaw(Signals.Table, value, "unknown-signal"u8, raw, output);
                break;
            case FieldType.List:
                Unknown.AppendNameOrRaw(RuleLists.Table, value, "unknown-list"u8, raw, output);
                break;
            case FieldType.NfProto:
                Unknown.AppendNameOrRaw(NetfilterProtocols.Table, value, "unknown-netfilter-protocol"u8, raw, output);
                break;
            case FieldType.IcmpType:
                Unknown.AppendNameOrRaw(IcmpTypes.Table, value, "unknown-icmp-type"u8, raw, output);
                break;
            case FieldType.Protocol:
                var known = Protocols.Table.TryGetName((uint)value, out var protocol);
                output.Append(known ? protocol : "undefined protocol"u8);
                break;
            case FieldType.Seccomp: // the low half is data of the action
                value &= 0xFFFF_0000;
                Unknown.AppendNameOrRaw(SeccompActions.Table, value, "unknown-seccomp-code"u8, raw, output);
                break;
            case FieldType.Hook:
                var hooks = IsArp(record) ? ArpHooks.Table : InetHooks.Table;
                Unknown.AppendNameOrRaw(hooks, value, "unknown-hook"u8, raw, output);
                break;
            case FieldType.NetAction:
                Unknown.AppendNameOrRaw(NetfilterActions.Table, value, "unknown-action"u8, raw, output);
                break;
            case FieldType.MacProto:
                output.Append(value == 0x0800 ? "IP"u8 : value == 0x0806 ? "ARP"u8 : "UNKNOWN"u8);
                break;
            case FieldType.NlMcGrp:
                output.Append(value == 1 ? "audit-netlink-multicast"u8 : "audit-none"u8);
                break;
            default:
                AppendOther(type, value, raw, output);
                break;
        }
    }

    private static void AppendOther(FieldType type, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var any = true;
        switch (type)
        {
            case FieldType.Perm:
                WatchPermissions.Append((uint)value, output);
                break;
            case FieldType.Mode:
                ModeText.Append((uint)value, output);
                break;
            case FieldType.ModeShort:
                ModeText.AppendShort((uint)value, output);
                break;
            case FieldType.CapBitmap:
                CapabilitySet.Append(value, output);
                break;
            case FieldType.Errno:
                ExitCode.AppendErrno(value, output);
                break;
            case FieldType.Personality:
                ExecutionDomain.Append(value, raw, output);
                break;
            case FieldType.IoctlReq:
                NamedArguments.AppendIoctl(value, output);
                break;
            case FieldType.OFlag:
                any = Flags.AppendOpen(value, output);
                break;
            case FieldType.Mmap:
                any = Flags.AppendMmap(value, output);
                break;
            case FieldType.Resolve:
                any = false;
                Flags.Append(ResolveFlags.Table, value, output, ref any);
                break;
        }

        if (!any) CallArguments.AppendHexadecimal(raw, output);
    }

    private static bool IsArp(in RecordContext record) =>
        record.TryGetField("family"u8, out var family) && CNumber.TryParseUnsigned(family, 10, out var value)
            && value == 3;
}
