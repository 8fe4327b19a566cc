using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

internal sealed partial class RecordInterpretation
{
    /// <summary>Adds all fields and the text between them.</summary>
    /// <remarks>
    /// <code>
    /// rest   = { text field } [ text ]
    /// field  = name "=" value             back to the space before it; a leading "'" is printed, but not part of it
    /// value  = '"' *any '"' | "'" *any "'" | *( any byte but space )
    /// </code>
    /// An unquoted value ends at a comma too, unless it is a security label. msg= has no value: the scan goes on
    /// inside.
    /// </remarks>
    private void AppendFields(in RecordContext record, ReadOnlySpan<byte> rest, ByteBuffer output)
    {
        var position = 0;
        var fields = 0;
        var afterComma = false;
        while (position < rest.Length)
        {
            var equals = rest[position..].IndexOf((byte)'=');
            if (equals < 0) break;
            equals += position;
            var start = rest[position..equals].LastIndexOf((byte)' ') + 1 + position;
            AppendText(rest[position..(equals + 1)], output);
            if (start < equals && rest[start] == (byte)'\'') start++;
            fields++;
            var name = rest[start..equals];
            if (name.SequenceEqual("msg"u8))
            {
                position = equals + 1;
                afterComma = false;
                continue;
            }

            position = AppendField(record, name, rest, equals + 1, output, out afterComma);
        }

        AppendTail(position < rest.Length ? rest[position..] : default, fields, afterComma, output);
    }

    /// <summary>Adds one value and what follows it.</summary>
    /// <returns>Where the scan goes on.</returns>
    private int AppendField(
        in RecordContext record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> rest, int start, ByteBuffer output,
            out bool comma)
    {
        var next = FindValue(rest, start, out var value, out var quoted);
        var field = rest[(start - 1 - name.Length)..(start + value.Length)];
        var mayComeAgain = !record.MayBeEnriched(name);
        comma = false;
        if (mayComeAgain && memory.TryGet(record.Type, field, out var look))
        {
            output.Append(look);
            return next;
        }

        var from = output.Length;
        var type = FieldTyping.Resolve(record.Type, name, value);
        if (!quoted && type != FieldType.MacLabel && value.IndexOf((byte)',') is var cut and >= 0)
        {
            value = value[..cut];
            next = start + cut + 1;
            comma = true;
            type = FieldTyping.Resolve(record.Type, name, value);
        }

        if (type == FieldType.Unclassified && name.SequenceEqual("acct"u8) && !quoted
            && value is [.. var account, (byte)':'])
        {
            value = account; // older programs wrote acct=root : exe=…
            type = FieldTyping.Resolve(record.Type, name, value);
        }

        if (type == FieldType.Unclassified)
        {
            AppendText(value, output);
            output.Append(comma ? (byte)',' : (byte)' ');
        }
        else
        {
            interpreter.Interpret(type, record, name, value, output);
            if (type == FieldType.EscapedKey) SplitKeys(name, output, from);
            if (type != FieldType.TtyData) output.Append((byte)' ');
        }

        if (mayComeAgain && !comma && Interpreter.IsSelfContained(type)) memory.Keep(record.Type, field, output.From(from));
        return next;
    }

    /// <summary>Finds the end of a value.</summary>
    /// <returns>Where the scan goes on: after the byte that separates it from what follows.</returns>
    private static int FindValue(ReadOnlySpan<byte> rest, int start, out ReadOnlySpan<byte> value, out bool quoted)
    {
        var text = rest[start..];
        quoted = false;
        if (!text.IsEmpty && text[0] is (byte)'"' or (byte)'\'')
        {
            var close = text[1..].IndexOf(text[0]);
            // an open quote holds the rest: docs/differences.md, open-quote
            quoted = close >= 0 || text[0] == (byte)'"';
            if (quoted)
            {
                var end = close < 0 ? text.Length : close + 2;
                value = text[..end];
                // 4.2.2 swallows the next byte whatever it is: docs/differences.md, after-quote
                var separated = end < text.Length && text[end] is (byte)' ' or (byte)',' or (byte)'\'';
                return start + end + (separated ? 1 : 0);
            }
        }

        var space = text.IndexOf((byte)' ');
        value = space < 0 ? text : text[..space];
        return start + value.Length + (space < 0 ? 0 : 1);
    }

    /// <summary>
    /// Turns the separators between several keys into fields of their own: <c>key=a key=b</c>. In place, from the end.
    /// </summary>
    private static void SplitKeys(ReadOnlySpan<byte> name, ByteBuffer output, int from)
    {
        var separators = output.From(from).Count(Escaping.KeySeparator);
        if (separators == 0) return;
        var read = output.Length - from;
        var grow = separators * (name.Length + 1); // a separator becomes a space, and name and "=" follow it
        _ = output.GetSpan(grow);
        output.Advance(grow);
        var text = output.From(from);
        var write = text.Length;
        while (separators > 0)
        {
            var c = text[--read];
            if (c != Escaping.KeySeparator)
            {
                text[--write] = c;
                continue;
            }

            text[--write] = (byte)'=';
            write -= name.Length;
            name.CopyTo(text[write..]);
            text[--write] = (byte)' ';
            separators--;
        }
    }

    /// <summary>
    /// Adds what follows the last field. 4.2.2 drops it unless a comma came before: docs/differences.md, tail.
    /// </summary>
    private void AppendTail(ReadOnlySpan<byte> tail, int fields, bool afterComma, ByteBuffer output)
    {
        if (fields == 0 || afterComma)
        {
            Escaping.Append(tail, interpreter.Mode, output);
            output.Append((byte)'\n');
            return;
        }

        tail = tail.Trim((byte)' ');
        if (tail.IsEmpty) return;
        AppendText(tail, output);
        output.Append((byte)' ');
    }
}
