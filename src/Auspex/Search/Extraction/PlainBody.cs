namespace Auspex.Search.Extraction;

/// <summary>
/// A body in which each <c>NAME=</c> behind a space is a field: no value in quotes has a space, and nothing else is quoted but the one
/// <c>msg='…'</c>. So is nearly every record; then a few fields are found by search, without taking the others apart.
/// </summary>
/// <remarks>Finds what <see cref="Records.FieldReader"/> finds, a test compares them. It owns nothing.</remarks>
internal readonly ref struct PlainBody
{
    private readonly ReadOnlySpan<byte> area;

    private PlainBody(ReadOnlySpan<byte> area, ReadOnlySpan<byte> firstInMessage)
    {
        this.area = area;
        FirstInMessage = firstInMessage;
    }

    /// <summary>The name of the field that stands right behind <c>msg='</c>, so behind no space; empty where none does.</summary>
    public ReadOnlySpan<byte> FirstInMessage { get; }

    /// <summary>Looks whether the body is plain.</summary>
    /// <param name="rest">What stands behind the record's stamp: colon, space, body.</param>
    /// <param name="plain">The body; meaningful when true is returned.</param>
    public static bool TryCreate(ReadOnlySpan<byte> rest, out PlainBody plain)
    {
        plain = default;
        if (!rest.StartsWith(": "u8)) return false;
        var area = rest[1..];
        if (area.IndexOf(" ("u8) >= 0) return false; // old daemons: (hostname=?, addr=?, …
        var end = area.Length;
        var message = 0;
        var i = 0;
        while (area[i..end].IndexOfAny((byte)'"', (byte)'\'') is var distance and >= 0)
        {
            i += distance;
            if (area[i] == (byte)'\'')
            {
                if (message > 0 || !area[..i].EndsWith(" msg="u8) || area[^1] != (byte)'\'' || i == area.Length - 1) return false;
                message = ++i;
                end = area.Length - 1;
                continue;
            }

            if (area[i - 1] != (byte)'=') return false; // the area begins with a space
            i++;
            var length = area[i..end].IndexOf((byte)'"');
            if (length < 0 || area.Slice(i, length).Contains((byte)' ')) return false;
            i += length + 1;
            if (i < end && area[i] != (byte)' ') return false;
        }

        plain = new PlainBody(area[..end], message > 0 ? FirstName(area[message..end]) : default);
        return true;
    }

    /// <summary>Finds the first field behind <paramref name="from"/>.</summary>
    /// <param name="sign">Space, name and equals sign.</param>
    /// <param name="from">Where to begin: 0, or what an earlier call gave as <paramref name="start"/>.</param>
    /// <param name="start">Where its value begins.</param>
    public bool TryFind(ReadOnlySpan<byte> sign, int from, out int start)
    {
        var found = area[from..].IndexOf(sign);
        start = from + found + sign.Length;
        return found >= 0;
    }

    /// <summary>The value that begins at <paramref name="start"/>.</summary>
    public ReadOnlySpan<byte> Value(int start)
    {
        var value = area[start..];
        var length = value.IndexOf((byte)' ');
        return length < 0 ? value : value[..length];
    }

    private static ReadOnlySpan<byte> FirstName(ReadOnlySpan<byte> message)
    {
        var length = message.IndexOfAny((byte)'=', (byte)' ');
        return length > 0 && message[length] == (byte)'=' ? message[..length] : default;
    }
}
