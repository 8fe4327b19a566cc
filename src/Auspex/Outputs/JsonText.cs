using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Strings of unknown bytes as JSON strings. Source: RFC 8259.</summary>
internal static class JsonText
{
    /// <summary>Appends <paramref name="text"/> in quotes. Bytes that are not UTF-8 become U+FFFD, one for each sequence.</summary>
    /// <returns>False when there were such bytes: then the caller adds them in hexadecimal beside.</returns>
    public static bool Append(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(output);
        var room = output.GetSpan(text.Length + 2);
        room[0] = (byte)'"';
        if (TryCopyPlain(text, room[1..]))
        {
            room[text.Length + 1] = (byte)'"';
            output.Advance(text.Length + 2);
            return true;
        }

        output.Append((byte)'"');
        var isUtf8 = AppendEscaped(output, text);
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

    /// <summary>Copies <paramref name="text"/> and looks on the way whether it stands for itself in a JSON string.</summary>
    /// <param name="text">Mostly shorter than 16 bytes, where a search and then a copy cost more than this all together.</param>
    /// <param name="room">At least as long; what it holds means nothing where the answer is false.</param>
    /// <remarks>The last vector overlaps the one before, as the second half does in texts of less than a vector.</remarks>
    private static bool TryCopyPlain(ReadOnlySpan<byte> text, Span<byte> room)
    {
        room = room[..text.Length];
        ref var from = ref MemoryMarshal.GetReference(text);
        ref var to = ref MemoryMarshal.GetReference(room);
        var last = (nuint)text.Length;
        if (text.Length >= Vector128<byte>.Count)
        {
            last -= (nuint)Vector128<byte>.Count;
            var special = Vector128<byte>.Zero;
            for (nuint i = 0; i < last; i += (nuint)Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref from, i);
                bytes.StoreUnsafe(ref to, i);
                special |= Special(bytes);
            }

            var end = Vector128.LoadUnsafe(ref from, last);
            end.StoreUnsafe(ref to, last);
            return (special | Special(end)) == Vector128<byte>.Zero;
        }

        if (text.Length >= sizeof(ulong))
        {
            last -= sizeof(ulong);
            var (begin, end) = (Unsafe.ReadUnaligned<ulong>(ref from), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, last)));
            Unsafe.WriteUnaligned(ref to, begin);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), end);
            return Special(Vector128.Create(begin, end).AsByte()) == Vector128<byte>.Zero;
        }

        if (text.Length >= sizeof(uint))
        {
            last -= sizeof(uint);
            var (begin, end) = (Unsafe.ReadUnaligned<uint>(ref from), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, last)));
            Unsafe.WriteUnaligned(ref to, begin);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), end);
            return Special(Vector128.Create(begin, end, begin, end).AsByte()) == Vector128<byte>.Zero;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is < 0x20 or >= 0x7F or (byte)'"' or (byte)'\\') return false;
            room[i] = c;
        }

        return true;
    }

    /// <summary>Marks the bytes that do not stand for themselves: control characters, quotes, backslashes, and all from DEL on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Special(Vector128<byte> bytes) =>
        Vector128.GreaterThan(bytes - Vector128.Create((byte)0x20), Vector128.Create((byte)(0x7E - 0x20)))
        | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

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
