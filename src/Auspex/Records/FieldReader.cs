namespace Auspex.Records;

/// <summary>Reads the fields of a body one by one, in order. The plain scanner: the vector one must agree with it.</summary>
/// <remarks>
/// <code>
/// body   = { word | field }            separated by spaces; a word without "=" is free text and is passed over
/// field  = name "=" value
/// name   = 1*( any byte but space and "=" )    a "'" before it is not part of it; a word that begins with "=" is free text
/// value  = '"' *any '"'                up to the next double quote; without one, up to the end
///        | "'" { word | field } "'"    only as msg='…': the fields inside follow as fields of their own
///        | "'" *any "'"                up to the next single quote; without one, as the next line says
///        | *( any byte but space )
/// </code>
/// A quoted value ends its word: what follows the closing quote is a new one. In msg='…' the closing quote is the body's last byte
/// but for spaces, and belongs to no inner value; a record cut short has none. A msg=' inside it is a value like any other.
/// An unquoted value ends at the space: <c>op=adding user</c> is <c>adding</c>, and <see cref="FreeText"/> finds the rest.
/// Source: spec 2.3, 3.1 and 9.2; the kernel writes name=value separated by one space, and untrusted text without any.
/// </remarks>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> body;
    private int position;
    private int end;
    private bool inMessage;
    private FieldRange current;

    /// <summary>A reader over <paramref name="body"/>.</summary>
    public FieldReader(ReadOnlySpan<byte> body)
    {
        this.body = body;
        end = body.Length;
        position = 0;
        inMessage = false;
        current = default;
    }

    /// <summary>The field read last; valid as long as the body's bytes are.</summary>
    public readonly FieldView Current => new(body, current);

    /// <summary>Enables <c>foreach</c>.</summary>
    public readonly FieldReader GetEnumerator() => this;

    /// <summary>Reads the next field.</summary>
    public bool MoveNext()
    {
        var i = position;
        while (i < end)
        {
            if (body[i] == (byte)' ')
            {
                i++;
                continue;
            }

            var start = i;
            while (i < end && body[i] != (byte)'=' && body[i] != (byte)' ') i++;
            if (i >= end) break;
            if (body[i] == (byte)' ') continue;
            if (body[start] == (byte)'\'') start++;
            var equals = i++;
            if (start >= equals)
            {
                i = SkipWord(i);
                continue;
            }

            position = ReadValue(start, equals);
            return true;
        }

        position = end;
        return false;
    }

    /// <summary>Reads the value after <paramref name="equals"/> and returns where to go on.</summary>
    private int ReadValue(int start, int equals)
    {
        var value = equals + 1;
        int after;
        if (value < end && body[value] == (byte)'"')
        {
            var close = body[(value + 1)..end].IndexOf((byte)'"');
            after = close < 0 ? end : value + close + 2;
        }
        else if (value < end && body[value] == (byte)'\'')
        {
            if (!inMessage && body[start..equals].SequenceEqual("msg"u8))
            {
                inMessage = true;
                current = new FieldRange(start, value, end - value);
                end = MessageEnd(body, value);
                return value + 1;
            }

            var close = body[(value + 1)..end].IndexOf((byte)'\'');
            after = close < 0 ? SkipWord(value) : value + close + 2;
        }
        else
        {
            after = SkipWord(value);
        }

        current = new FieldRange(start, value, after - value);
        return after;
    }

    /// <summary>Where the inside of msg='…' ends, whose opening quote is at <paramref name="open"/>.</summary>
    internal static int MessageEnd(ReadOnlySpan<byte> body, int open)
    {
        var last = body.Length - 1;
        while (body[last] == (byte)' ') last--; // stops at the opening quote at the latest
        return last > open && body[last] == (byte)'\'' ? last : body.Length;
    }

    private readonly int SkipWord(int from)
    {
        while (from < end && body[from] != (byte)' ') from++;
        return from;
    }
}
