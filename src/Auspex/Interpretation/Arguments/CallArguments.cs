using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation.Arguments;

/// <summary>Arguments a0 to a3 of a SYSCALL record: hexadecimal text without prefix. Source: spec 4.7.</summary>
internal static class CallArguments
{
    /// <summary>Adds argument <paramref name="index"/>.</summary>
    /// <param name="record">The SYSCALL record: machine, call, a0 and a1.</param>
    /// <param name="index">0 to 3.</param>
    /// <param name="raw">The value as written.</param>
    /// <param name="names">Users and groups.</param>
    /// <param name="output">Where to.</param>
    public static void Append(
        in RecordContext record, int index, ReadOnlySpan<byte> raw, IUserNames names, ByteBuffer output)
    {
        var kind = record.Type == RecordType.Syscall
            ? SyscallArguments.KindOf(record.Machine, record.Syscall, index)
            : ArgumentKind.Hexadecimal;
        var form = CNumber.ReadUnsigned(raw, 16, out var value);
        if (form == NumberForm.Word || raw.StartsWith("0x"u8)) // said already: the log was interpreted before it was kept
        {
            Unknown.AppendUnread(NumberForm.Word, raw, output);
            return;
        }

        if (kind == ArgumentKind.Hexadecimal)
        {
            AppendHexadecimal(raw, output);
            return;
        }

        if (form == NumberForm.TooLarge)
        {
            Unknown.AppendUnread(form, raw, output);
            return;
        }

        switch (kind)
        {
            case ArgumentKind.UserId:
                Identity.AppendUser((uint)value, names, output);
                break;
            case ArgumentKind.GroupId:
                Identity.AppendGroup((uint)value, names, output);
                break;
            case ArgumentKind.FcntlArgument when record.A1 == 8: // F_SETOWN
                Identity.AppendUser((uint)value, names, output);
                break;
            case >= ArgumentKind.SocketDomain:
                SocketArguments.Append(kind, record, value, raw, output);
                break;
            case >= ArgumentKind.OpenFlags and <= ArgumentKind.ShmFlags:
                FlagArguments.Append(kind, value, raw, output);
                break;
            default:
                NamedArguments.Append(kind, record, value, raw, output);
                break;
        }
    }

    /// <summary>Adds the value as a hexadecimal number.</summary>
    internal static void AppendHexadecimal(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        output.Append("0x"u8);
        output.Append(raw);
    }
}
