using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation.Arguments;

/// <summary>Arguments that are sets of bits.</summary>
internal static class FlagArguments
{
    /// <summary>Adds the names of the bits; the number where there is none.</summary>
    public static void Append(ArgumentKind kind, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var any = false;
        switch (kind)
        {
            case ArgumentKind.OpenFlags:
                any = Flags.AppendOpen(value, output);
                break;
            case ArgumentKind.MmapFlags:
                any = Flags.AppendMmap(value, output);
                break;
            case ArgumentKind.AccessMode:
                if ((value & 0xF) == 0) Flags.AppendName("F_OK"u8, output, ref any);
                else Flags.Append(AccessModes.Table, value, output, ref any);
                break;
            case ArgumentKind.Protection or ArgumentKind.MmapProtection:
                if ((value & 7) == 0) Flags.AppendName("PROT_NONE"u8, output, ref any);
                else Flags.Append(Protections.Table, value, output, ref any, kind == ArgumentKind.Protection ? 3 : 4);
                break;
            case ArgumentKind.CloneFlags:
                AppendClone((uint)value, output);
                return;
            case ArgumentKind.ShmFlags:
                AppendShm((uint)value, output);
                return;
            default:
                Flags.Append(TableOf(kind), value, output, ref any);
                break;
        }

        if (!any) CallArguments.AppendHexadecimal(raw, output);
    }

    /// <summary>Flags, and in the low byte the signal the parent gets when the child ends.</summary>
    private static void AppendClone(uint value, ByteBuffer output)
    {
        var any = false;
        Flags.Append(CloneFlags.Table, value, output, ref any);
        var signal = value & 0xFF;
        if (signal is > 0 and < 32 && Signals.Table.TryGetName(signal, out var name))
        {
            Flags.AppendName(name, output, ref any);
        }

        if (any) return;
        output.Append("0x"u8);
        output.AppendHex(value);
    }

    private static void AppendShm(uint value, ByteBuffer output)
    {
        var any = false;
        Flags.Append(IpcFlags.Table, value & 0x600, output, ref any);
        Flags.Append(ShmFlags.Table, value & 0x1800, output, ref any);
        if (any) output.Append((byte)'|');
        ModeText.AppendShort(value & 0x1FF, output);
    }

    private static FlagTable TableOf(ArgumentKind kind) => kind switch
    {
        ArgumentKind.AccessFlags => AccessFlags.Table,
        ArgumentKind.XattrFlags => XattrFlags.Table,
        ArgumentKind.MountFlags => MountFlags.Table,
        ArgumentKind.UmountFlags => UmountFlags.Table,
        ArgumentKind.ReceiveFlags => ReceiveFlags.Table,
        _ => default,
    };
}
