using Auspex.Text;

namespace Auspex.Kernel;

/// <summary>Texts of records that programs send: what stands in <c>msg='…'</c>.</summary>
/// <remarks>Source: audit_log_user_message(3), audit_encode_nv_string(3); spec 5.9.</remarks>
internal static class UserMessage
{
    /// <summary>AUDIT_USER, 1005: a message without a type of its own.</summary>
    public const int User = 1005;

    /// <summary>Adds <c>TEXT exe="…" hostname=… addr=? terminal=… res=success</c>.</summary>
    /// <param name="text">What happened, as fields.</param>
    /// <param name="origin">Who tells.</param>
    /// <param name="success">Whether it worked.</param>
    /// <param name="output">Where to.</param>
    public static void Append(ReadOnlySpan<byte> text, UserMessageOrigin origin, bool success, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(output);
        output.Append(text);
        output.Append(" exe="u8);
        AppendEncoded(origin.Program.Span, output);
        output.Append(" hostname="u8);
        AppendPlain(origin.Host.Span, output);
        output.Append(" addr=? terminal="u8);
        AppendPlain(origin.Terminal.Span, output);
        output.Append(success ? " res=success"u8 : " res=failed"u8);
    }

    /// <summary>
    /// Adds a value in quotes, or as hexadecimal where a byte would break the record; <c>"?"</c> for none.
    /// </summary>
    public static void AppendEncoded(ReadOnlySpan<byte> value, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (value.IsEmpty) value = "?"u8;
        if (value.Contains((byte)'"') || value.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) >= 0)
        {
            foreach (var b in value)
            {
                output.Append("0123456789ABCDEF"u8[b >> 4]);
                output.Append("0123456789ABCDEF"u8[b & 15]);
            }

            return;
        }

        output.Append((byte)'"');
        output.Append(value);
        output.Append((byte)'"');
    }

    private static void AppendPlain(ReadOnlySpan<byte> value, ByteBuffer output) =>
        output.Append(value.IsEmpty ? "?"u8 : value);
}
