using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Search.Expressions;

/// <summary>What conditions need to look at records: an interpreter, and room. Belongs to one thread.</summary>
internal sealed class Evaluation
{
    private readonly Interpreter interpreter;
    private readonly ByteBuffer text = new(1024);
    private char[] characters = new char[1024];

    public Evaluation(IUserNames names) => interpreter = new Interpreter(names);

    /// <summary>What <paramref name="value"/> means; valid until the next call.</summary>
    public ReadOnlySpan<byte> Interpret(in RecordView record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("type"u8) || name.SequenceEqual("node"u8)) return value;
        text.Clear();
        interpreter.Interpret(RecordContext.From(record), name, value, text);
        return text.Written;
    }

    /// <summary>True when one of the keys in <paramref name="value"/>, the value of a <c>key=</c>, is <paramref name="wanted"/>.</summary>
    /// <param name="value">As written.</param>
    /// <param name="wanted">What is looked for.</param>
    /// <param name="isRaw">True to compare each key as the kernel would write it alone: quoted or in hexadecimal.</param>
    public bool HasKey(ReadOnlySpan<byte> value, ReadOnlySpan<byte> wanted, bool isRaw)
    {
        if (isRaw && value.SequenceEqual(wanted)) return true;
        if (isRaw && (value[0] == (byte)'"' || !FieldValue.IsHex(value))) return false;
        text.Clear();
        if (!FieldValue.TryDecode(value, text.GetSpan(value.Length), out var length)) return false;
        text.Advance(length);
        for (var start = 0; start <= length;)
        {
            var key = text.Written[start..length];
            var end = key.IndexOf(KeyReader.Separator);
            if (end >= 0) key = key[..end];
            start += key.Length + 1;
            if (isRaw ? IsWritten(key, wanted) : key.SequenceEqual(wanted)) return true;
        }

        return false;
    }

    /// <summary>The line's text as characters, bytes that are no UTF-8 replaced; valid until the next call.</summary>
    public ReadOnlySpan<char> Characters(ReadOnlySpan<byte> line)
    {
        if (characters.Length < line.Length) characters = new char[Math.Max(line.Length, characters.Length * 2)];
        return characters.AsSpan(0, System.Text.Encoding.UTF8.GetChars(line, characters)); // never more characters than bytes
    }

    private static bool IsWritten(ReadOnlySpan<byte> key, ReadOnlySpan<byte> written)
    {
        if (written.Length == key.Length + 2 && written[0] == (byte)'"' && written[^1] == (byte)'"') return written[1..^1].SequenceEqual(key);
        if (written.Length != key.Length * 2) return false;
        for (var i = 0; i < key.Length; i++)
        {
            if (Hex.Digit(written[2 * i]) != key[i] >> 4 || Hex.Digit(written[(2 * i) + 1]) != (key[i] & 15)) return false;
        }

        return true;
    }
}
