using System.Buffers;
using System.Text.Unicode;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Strings of unknown bytes as JSON strings. Source: RFC 8259.</summary>
public static class JsonText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>Appends <paramref name="text"/> in quotes. Bytes that are not UTF-8 become U+FFFD, one for each sequence.</summary>
    /// <returns>False when there were such bytes: then the caller adds them in hexadecimal beside.</returns>
    public static bool Append(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append((byte)'"');
        var isUtf8 = true;
        if (!text.ContainsAnyExcept(Plain)) output.Append(text);
        else isUtf8 = AppendEscaped(output, text);
        output.Append((byte)'"');
        return isUtf8;
    }

    /// <summary>Appends <paramref name="text"/> in hexadecimal, in quotes.</summary>
    public static void AppendHex(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append((byte)'"');
        foreach (var b in text) output.AppendHexByte(b);
        output.Append((byte)'"');
    }

    private static bool AppendEscaped(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        var isUtf8 = Utf8.IsValid(text);
        while (!text.IsEmpty)
        {
            var c = text[0];
            if (c < 0x80)
            {
                AppendAscii(output, c);
                text = text[1..];
                continue;
            }

            var status = System.Text.Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (status != OperationStatus.Done) output.Append("\uFFFD"u8);
            else if (TerminalText.IsUnsafe(rune)) AppendNumber(output, rune);
            else output.Append(text[..length]);
            text = text[length..];
        }

        return isUtf8;
    }

    /// <summary>Appends a character that a terminal would obey or hide by its number.</summary>
    private static void AppendNumber(ByteBuffer output, System.Text.Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            output.Append("\\u"u8);
            output.AppendHexByte((byte)(unit >> 8));
            output.AppendHexByte((byte)unit);
        }
    }

    private static void AppendAscii(ByteBuffer output, byte c)
    {
        switch (c)
        {
            case (byte)'"':
                output.Append("\\\""u8);
                break;
            case (byte)'\\':
                output.Append("\\\\"u8);
                break;
            case (byte)'\n':
                output.Append("\\n"u8);
                break;
            case (byte)'\t':
                output.Append("\\t"u8);
                break;
            case (byte)'\r':
                output.Append("\\r"u8);
                break;
            case < 0x20 or 0x7F:
                output.Append("\\u00"u8);
                output.AppendHexByte(c);
                break;
            default:
                output.Append(c);
                break;
        }
    }
}
