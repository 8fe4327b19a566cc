using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>What a system call returned: errors by name, everything else as written.</summary>
internal static class ExitCode
{
    /// <summary>Adds <c>EACCES(Permission denied)</c> for -13, or the value as it is.</summary>
    public static void Append(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (!CNumber.TryParseSigned(raw, 10, out var value))
        {
            Unknown.AppendConversionError(raw, output);
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

    /// <summary>Adds the name of an errno, or UNKNOWN.</summary>
    public static void AppendErrno(ulong value, ByteBuffer output) =>
        output.Append(Errno.Table.TryGetName((uint)value, out var name) ? name : "UNKNOWN"u8);

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
