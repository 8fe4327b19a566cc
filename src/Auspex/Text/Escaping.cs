using System.Buffers;

namespace Auspex.Text;

/// <summary>Applies an <see cref="EscapeMode"/> to text.</summary>
internal static class Escaping
{
    /// <summary>Separates several keys in one value: left alone where keys are escaped.</summary>
    public const byte KeySeparator = 0x01;

    private static readonly SearchValues<byte> Shell = SearchValues.Create("\"'`$\\!()| "u8);
    private static readonly SearchValues<byte> ShellQuote = SearchValues.Create("\"'`$\\!()| ;#&*?[]<>{}"u8);

    /// <summary>Adds <paramref name="text"/> to <paramref name="output"/>, escaped.</summary>
    public static void Append(ReadOnlySpan<byte> text, EscapeMode mode, ByteBuffer output)
    {
        var start = output.Length;
        output.Append(text);
        Apply(output, start, mode);
    }

    /// <summary>Escapes what <paramref name="buffer"/> holds from <paramref name="start"/> on, in place.</summary>
    /// <param name="buffer">Holds the text.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="mode">What to escape.</param>
    /// <param name="keepKeySeparators">True leaves 0x01 as it is: keys are escaped one by one.</param>
    public static void Apply(ByteBuffer buffer, int start, EscapeMode mode, bool keepKeySeparators = false)
    {
        if (mode == EscapeMode.Raw) return;
        var text = buffer.From(start);
        var quoted = mode == EscapeMode.Shell ? Shell : mode == EscapeMode.ShellQuote ? ShellQuote : null;
        if ((quoted is null || !text.ContainsAny(quoted)) && TerminalText.IsSafe(text)) return;
        var copy = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(copy);
        var rest = copy.AsSpan(0, text.Length);
        buffer.Truncate(start);
        while (!rest.IsEmpty)
        {
            var at = TerminalText.IndexOfUnsafe(rest, out var length);
            AppendSafe(at < 0 ? rest : rest[..at], quoted, buffer);
            if (at < 0) break;
            if (keepKeySeparators && rest[at] == KeySeparator) buffer.Append(KeySeparator);
            else AppendOctal(rest.Slice(at, length), buffer);
            rest = rest[(at + length)..];
        }

        ArrayPool<byte>.Shared.Return(copy);
    }

    private static void AppendSafe(ReadOnlySpan<byte> text, SearchValues<byte>? quoted, ByteBuffer buffer)
    {
        for (var at = quoted is null ? -1 : text.IndexOfAny(quoted); at >= 0; at = text.IndexOfAny(quoted!))
        {
            buffer.Append(text[..at]);
            buffer.Append((byte)'\\');
            buffer.Append(text[at]);
            text = text[(at + 1)..];
        }

        buffer.Append(text);
    }

    private static void AppendOctal(ReadOnlySpan<byte> bytes, ByteBuffer buffer)
    {
        foreach (var b in bytes)
        {
            buffer.Append((byte)'\\');
            buffer.AppendOctal(b, 3);
        }
    }
}
