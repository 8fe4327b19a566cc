using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>What a system call returned: errors by name, everything else as written.</summary>
internal static class ExitCode
{
    /// <summary>Adds <c>EACCES(Permission denied)</c> for -13, or the value as it is.</summary>
    public static void Append(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var form = CNumber.ReadSigned(raw, 10, out var value);
        if (form != NumberForm.Number)
        {
            Unknown.AppendUnread(form, raw, output);
            return;
        }

        if (value >= 0)
        {
            output.Append(raw);
            return;
        }

        var error = unchecked((int)-value);
        output.Append(Errno.Table.TryGetName((uint)error, out var name) ? name : "(null)"u8);
        output.Append((byte)'(');
        AppendMessage(error, output);
        output.Append((byte)')');
    }

    /// <summary>Adds the name of an errno, or UNKNOWN. The kernel's own are negative (docs/differences.md, errno-sign).</summary>
    public static void AppendErrno(ulong value, ByteBuffer output)
    {
        var error = unchecked((long)value < 0 ? 0 - value : value);
        output.Append(Errno.Table.TryGetName((uint)error, out var name) ? name : "UNKNOWN"u8);
    }

    private static void AppendMessage(int error, ByteBuffer output)
    {
        if (ErrnoMessages.Table.TryGetName((uint)error, out var message))
        {
            output.Append(message);
            return;
        }

        output.Append("Unknown error "u8);
        output.AppendDecimal(error);
    }
}
