using System.Text;

namespace Auspex.Text;

/// <summary>Messages and listings for people in which strangers' words stand: what a terminal would obey or hide is written as an escape.</summary>
/// <remarks><c>\x1b</c> stands for a control or a byte, <c>\u202e</c> for a character. What is unsafe: <see cref="TerminalText"/>.</remarks>
internal static class MessageText
{
    /// <summary>The text as it may be shown; line ends stay only at its end.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var end = bytes.AsSpan().TrimEnd((byte)'\n').Length;
        if (TerminalText.IsSafe(bytes.AsSpan(0, end))) return text;
        var output = new ByteBuffer(bytes.Length * 2);
        Append(bytes.AsSpan(0, end), output);
        output.Append(bytes.AsSpan(end));
        return Encoding.UTF8.GetString(output.Written);
    }

    /// <summary>Adds lines as they may be shown: their ends stay.</summary>
    public static void AppendLines(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(text[..end], output);
            output.Append((byte)'\n');
            text = text[(end + 1)..];
        }

        Append(text, output);
    }

    /// <summary>Adds a text as it may be shown.</summary>
    public static void Append(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (TerminalText.IndexOfUnsafe(text, out var length) is >= 0 and var at)
        {
            output.Append(text[..at]);
            AppendEscape(text.Slice(at, length), output);
            text = text[(at + length)..];
        }

        output.Append(text);
    }

    private static void AppendEscape(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        var isRune = Rune.DecodeFromUtf8(text, out var rune, out _) == System.Buffers.OperationStatus.Done;
        var value = isRune ? rune.Value : text[0];
        output.Append(value <= 0xFF ? "\\x"u8 : value <= 0xFFFF ? "\\u"u8 : "\\U00"u8);
        if (value > 0xFFFF) output.AppendHexByte((byte)(value >> 16));
        if (value > 0xFF) output.AppendHexByte((byte)(value >> 8));
        output.AppendHexByte((byte)value);
    }
}
