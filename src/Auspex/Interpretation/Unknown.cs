using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Names by number, and the forms in which unknown numbers are shown: <c>unknown-signal(99)</c>.</summary>
internal static class Unknown
{
    /// <summary>Adds the name of <paramref name="value"/>, or <c>WORD(RAW)</c>.</summary>
    public static void AppendNameOrRaw(
        NameTable table, ulong value, ReadOnlySpan<byte> word, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (table.TryGetName((uint)value, out var name)) output.Append(name);
        else Append(word, raw, output);
    }

    /// <summary>Adds the name of <paramref name="value"/>, or <c>WORD(0xRAW)</c>.</summary>
    public static void AppendNameOrHex(
        NameTable table, ulong value, ReadOnlySpan<byte> word, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (table.TryGetName((uint)value, out var name)) output.Append(name);
        else AppendHex(word, raw, output);
    }

    /// <summary>
    /// Adds the name of <paramref name="value"/>, or <c>WORD(N)</c> with N as a signed 32-bit number.
    /// </summary>
    public static void AppendNameOrNumber(NameTable table, ulong value, ReadOnlySpan<byte> word, ByteBuffer output)
    {
        if (table.TryGetName((uint)value, out var name)) output.Append(name);
        else AppendNumber(word, unchecked((int)value), output);
    }

    /// <summary>Adds <c>WORD(RAW)</c>.</summary>
    public static void Append(ReadOnlySpan<byte> word, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        output.Append(word);
        output.Append((byte)'(');
        output.Append(raw);
        output.Append((byte)')');
    }

    /// <summary>Adds <c>WORD(0xRAW)</c>.</summary>
    public static void AppendHex(ReadOnlySpan<byte> word, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        output.Append(word);
        output.Append("(0x"u8);
        output.Append(raw);
        output.Append((byte)')');
    }

    /// <summary>Adds <c>WORD(N)</c>.</summary>
    public static void AppendNumber(ReadOnlySpan<byte> word, long number, ByteBuffer output)
    {
        output.Append(word);
        output.Append((byte)'(');
        output.AppendDecimal(number);
        output.Append((byte)')');
    }

    /// <summary>
    /// Adds what is shown where a number was expected: a word as it stands, without quotes; for digits that fit no number
    /// <c>conversion error(RAW)</c>.
    /// </summary>
    public static void AppendUnread(NumberForm form, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (form == NumberForm.Word) output.Append(FieldValue.Unquote(raw));
        else Append("conversion error"u8, raw, output);
    }
}
