using System.Buffers;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Strings of unknown bytes for a person to read, and to paste into a shell: nothing reaches the terminal as a control.</summary>
internal static class ShellText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "%+,-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Appends <paramref name="text"/> as it is, in single quotes, or as <c>$'…'</c> with bytes in hexadecimal.</summary>
    public static void Append(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!text.IsEmpty && !text.ContainsAnyExcept(Plain))
        {
            output.Append(text);
            return;
        }

        if (IsPrintable(text))
        {
            output.Append((byte)'\'');
            output.Append(text);
            output.Append((byte)'\'');
            return;
        }

        output.Append("$'"u8);
        while (!text.IsEmpty)
        {
            var isRune = System.Text.Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done;
            if (isRune && !rune.IsAscii && !TerminalText.IsUnsafe(rune)) output.Append(text[..length]);
            else AppendBytes(output, text[..length]);
            text = text[length..];
        }

        output.Append((byte)'\'');
    }

    private static bool IsPrintable(ReadOnlySpan<byte> text) =>
        !text.ContainsAny((byte)'\'', (byte)'\\') && System.Text.Unicode.Utf8.IsValid(text) && TerminalText.IsSafe(text);

    private static void AppendBytes(ByteBuffer output, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            switch (b)
            {
                case (byte)'\n':
                    output.Append("\\n"u8);
                    break;
                case (byte)'\t':
                    output.Append("\\t"u8);
                    break;
                case (byte)'\'' or (byte)'\\':
                    output.Append((byte)'\\');
                    output.Append(b);
                    break;
                case < 0x20 or >= 0x7F:
                    output.Append("\\x"u8);
                    output.AppendHexByte(b);
                    break;
                default:
                    output.Append(b);
                    break;
            }
        }
    }
}
