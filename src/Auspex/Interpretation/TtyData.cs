using System.Buffers;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Keystrokes: what is printable in double quotes, keys by name. Source: spec 2.6, TTY data.</summary>
internal static class TtyData
{
    /// <summary>Adds <c>"ls -l",&lt;ret&gt;,&lt;up&gt;</c>, or the value itself where it is not hexadecimal.</summary>
    public static void Append(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        foreach (var c in raw)
        {
            if (Hex.Digit(c) >= 0) continue;
            output.Append(raw);
            return;
        }

        var typed = ArrayPool<byte>.Shared.Rent((raw.Length / 2) + 1);
        var count = Hex.Decode(raw, typed.AsSpan(0, raw.Length / 2));
        if (count == 0 && !raw.IsEmpty) Unknown.AppendUnread(NumberForm.TooLarge, raw, output);
        else AppendKeys(typed.AsSpan(0, count), output);
        ArrayPool<byte>.Shared.Return(typed);
    }

    private static void AppendKeys(ReadOnlySpan<byte> typed, ByteBuffer output)
    {
        var start = output.Length;
        var quoted = false;
        while (!typed.IsEmpty)
        {
            var isKey = TtyKeys.TryMatch(typed, out var name, out var length);
            if (quoted == isKey)
            {
                if (quoted) output.Append((byte)'"'); // a run of text ends here
                quoted = !isKey;
                if (output.Length > start) output.Append((byte)',');
                if (quoted) output.Append((byte)'"');
            }
            else if (isKey && output.Length > start)
            {
                output.Append((byte)',');
            }

            if (isKey)
            {
                output.Append((byte)'<');
                output.Append(name);
                output.Append((byte)'>');
            }
            else
            {
                length = 1;
                AppendCharacter(typed[0], output);
            }

            typed = typed[length..];
        }

        if (quoted) output.Append((byte)'"');
    }

    private static void AppendCharacter(byte c, ByteBuffer output)
    {
        if (c is (byte)'"' or (byte)'\\') output.Append((byte)'\\');
        if (c is >= 0x20 and < 0x7F)
        {
            output.Append(c);
            return;
        }

        output.Append((byte)'\\');
        output.AppendOctal(c, 3);
    }
}
