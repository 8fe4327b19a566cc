using System.Globalization;
using System.Text;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>The one writer of JSON: commas where they belong, strings of any bytes, times, null for what is not known. Belongs to one thread.</summary>
/// <remarks>
/// Bytes that are no UTF-8 become U+FFFD; <see cref="Bytes(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> puts them beside, in hexadecimal. Names are given as they are, and need
/// no escape. Once warm it allocates nothing. Not Utf8JsonWriter: what that leaves readable a terminal may obey. Source: RFC 8259, RFC 3339.
/// </remarks>
internal sealed class JsonWriter(ByteBuffer output)
{
    private const int MaxDepth = 8;

    private readonly Level[] levels = new Level[MaxDepth];
    private readonly UtcTime time = new();
    private int depth;

    /// <summary>Begins a document, an object.</summary>
    public void Begin()
    {
        depth = -1;
        Push((byte)'{', (byte)'}');
    }

    /// <summary>Ends it, and its line.</summary>
    public void EndLine()
    {
        Close();
        output.Append((byte)'\n');
    }

    /// <summary>Begins an object.</summary>
    public void Object(ReadOnlySpan<byte> name)
    {
        Name(name);
        Object();
    }

    /// <summary>Begins an object, the value of what was named just now.</summary>
    public void Object() => Push((byte)'{', (byte)'}');

    /// <summary>Begins an object that leaves no trace when it stays empty.</summary>
    public void Optional(ReadOnlySpan<byte> name)
    {
        var start = output.Length;
        var hadMembers = levels[depth].HasMembers;
        Name(name);
        levels[depth].HasMembers = hadMembers; // until it is closed
        Push((byte)'{', (byte)'}', start);
    }

    /// <summary>Begins a list.</summary>
    public void List(ReadOnlySpan<byte> name)
    {
        Name(name);
        Push((byte)'[', (byte)']');
    }

    /// <summary>Begins an object in a list.</summary>
    public void Item()
    {
        Next();
        Object();
    }

    /// <summary>Ends the innermost object or list.</summary>
    public void Close()
    {
        var level = levels[depth--];
        if (level.Start >= 0 && !level.HasMembers)
        {
            output.Truncate(level.Start);
            return;
        }

        output.Append(level.Bracket);
        if (depth >= 0) levels[depth].HasMembers = true;
    }

    /// <summary>A comma, where there is one before. The caller appends the member whole.</summary>
    public void Next()
    {
        ref var level = ref levels[depth];
        if (level.HasMembers) output.Append((byte)',');
        level.HasMembers = true;
    }

    /// <summary>A name. The caller appends its value.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Next();
        output.Append((byte)'"');
        output.Append(name);
        output.Append("\":"u8);
    }

    /// <summary>A string.</summary>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        _ = JsonText.Append(output, value);
    }

    /// <inheritdoc cref="Text(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public void Text(ReadOnlySpan<byte> name, string value) => Text(name, Encoding.UTF8.GetBytes(value));

    /// <summary>A string; nothing when it is empty.</summary>
    public void Known(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty) Text(name, value);
    }

    /// <summary>A string, and beside it <c>NAME_hex</c>, the bytes in hexadecimal, where it is no UTF-8.</summary>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        if (JsonText.Append(output, value)) return;
        output.Append(",\""u8);
        output.Append(name);
        output.Append("_hex\":"u8);
        JsonText.AppendHex(output, value);
    }

    /// <summary>The same; null for null.</summary>
    public void Bytes(ReadOnlySpan<byte> name, byte[]? value)
    {
        if (value is null) Null(name);
        else Bytes(name, value.AsSpan());
    }

    /// <summary>A string in a list.</summary>
    /// <returns>False when it is no UTF-8.</returns>
    public bool Value(ReadOnlySpan<byte> value)
    {
        Next();
        return JsonText.Append(output, value);
    }

    /// <summary>A number.</summary>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        output.AppendDecimal(value);
    }

    /// <summary>A number; null for null.</summary>
    public void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known) Number(name, known);
        else Null(name);
    }

    /// <summary>A number written in digits; nothing when it is none.</summary>
    public void Digits(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var digits = value.StartsWith("-"u8) ? value[1..] : value;
        if (digits.IsEmpty || digits.Length > 20 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return;
        Name(name);
        while (digits.Length > 1 && digits[0] == (byte)'0') digits = digits[1..];
        if (value[0] == (byte)'-') output.Append((byte)'-');
        output.Append(digits);
    }

    /// <summary>A number with three digits behind the point at most.</summary>
    public void Rate(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        output.Append(Encoding.ASCII.GetBytes(value.ToString("0.###", CultureInfo.InvariantCulture)));
    }

    /// <summary>Seconds with three digits behind the point; null for null.</summary>
    public void Seconds(ReadOnlySpan<byte> name, TimeSpan? value)
    {
        Name(name);
        if (value is { } known) output.AppendSeconds(known);
        else output.Append("null"u8);
    }

    /// <summary>A moment, <c>"2026-11-21T06:41:18.903Z"</c>; null for null.</summary>
    public void Time(ReadOnlySpan<byte> name, long? milliseconds)
    {
        Name(name);
        if (milliseconds is not { } known)
        {
            output.Append("null"u8);
            return;
        }

        output.Append((byte)'"');
        time.Append(output, known);
        output.Append((byte)'"');
    }

    /// <summary>True or false.</summary>
    public void Truth(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        output.Append(value ? "true"u8 : "false"u8);
    }

    /// <summary>What is not known.</summary>
    public void Null(ReadOnlySpan<byte> name)
    {
        Name(name);
        output.Append("null"u8);
    }

    private void Push(byte open, byte close, int start = -1)
    {
        output.Append(open);
        levels[++depth] = new Level { Bracket = close, Start = start };
    }

    /// <summary>An object or list that is not closed.</summary>
    private struct Level
    {
        /// <summary>What closes it.</summary>
        public byte Bracket;

        /// <summary>Where it began, for one that leaves no trace when it stays empty; -1 for one that does.</summary>
        public int Start;

        /// <summary>True once it has a member.</summary>
        public bool HasMembers;
    }
}
