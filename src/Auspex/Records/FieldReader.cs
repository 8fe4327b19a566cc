namespace Auspex.Records;

/// <summary>Reads the fields of a body one by one, in order. The plain scanner: the vector one must agree with it.</summary>
/// <remarks>
/// <code>
/// body   = { word | field }            separated by spaces; a word without "=" is free text and is passed over
/// field  = name "=" value
/// name   = 1*( any byte but space, "=" and a leading "'" )
/// value  = '"' *any '"'                up to the next double quote; without one, up to the end
///        | "'" { word | field } "'"    only as msg='…': the fields inside follow as fields of their own
///        | *( any byte but space )
/// </code>
/// In msg='…' the closing quote is the body's last byte and belongs to no inner value.
/// Source: spec 2.3 and 3.1; kernel audit_log_format calls print name=value separated by one space.
/// </remarks>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> body;
    private int position;
    private int end;
    private FieldRange current;

    /// <summary>A reader over <paramref name="body"/>.</summary>
    public FieldReader(ReadOnlySpan<byte> body)
    {
        this.body = body;
        end = body.Length;
        position = 0;
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
                while (i < end && body[i] != (byte)' ') i++;
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
        var i = equals + 1;
        if (i < end && body[i] == (byte)'"')
        {
            var close = body[(i + 1)..end].IndexOf((byte)'"');
            var after = close < 0 ? end : i + close + 2;
            current = new FieldRange(start, i, after - i);
            return after;
        }

        if (i < end && body[i] == (byte)'\'' && equals - start == 3 && body.Slice(start, 3).SequenceEqual("msg"u8))
        {
            current = new FieldRange(start, i, end - i);
            if (end - i >= 2 && body[end - 1] == (byte)'\'') end--;
            return i + 1;
        }

        while (i < end && body[i] != (byte)' ') i++;
        current = new FieldRange(start, equals + 1, i - equals - 1);
        return i;
    }
}
