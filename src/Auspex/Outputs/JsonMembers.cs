namespace Auspex.Outputs;

/// <summary>Writes nested JSON objects member by member; an object that stays empty leaves no trace. Source: RFC 8259.</summary>
internal sealed class JsonMembers(LineBuffer output)
{
    private const int MaxDepth = 8;

    private readonly int[] starts = new int[MaxDepth];
    private readonly bool[] hasMembers = new bool[MaxDepth + 1];
    private int depth;

    /// <summary>Begins the outermost object.</summary>
    public void Begin()
    {
        depth = 0;
        hasMembers[0] = false;
        output.Append((byte)'{');
    }

    /// <summary>Ends the outermost object.</summary>
    public void End() => output.Append((byte)'}');

    /// <summary>Begins an object inside.</summary>
    /// <param name="name">Its name, in quotes and with a colon: <c>"user":</c>.</param>
    public void Open(ReadOnlySpan<byte> name)
    {
        starts[depth] = output.Length;
        AppendName(name, isKept: false);
        output.Append((byte)'{');
        hasMembers[++depth] = false;
    }

    /// <summary>Ends it.</summary>
    public void Close()
    {
        if (hasMembers[depth--])
        {
            hasMembers[depth] = true;
            output.Append((byte)'}');
        }
        else
        {
            output.Cut(starts[depth]);
        }
    }

    /// <summary>A string; nothing when it is empty.</summary>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return;
        AppendName(name);
        _ = JsonText.Append(output, value);
    }

    /// <summary>A string that is text already.</summary>
    public void Word(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return;
        AppendName(name);
        output.Append((byte)'"');
        output.Append(value);
        output.Append((byte)'"');
    }

    /// <summary>A number written in digits; nothing when it is none.</summary>
    public void Digits(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var digits = value.StartsWith("-"u8) ? value[1..] : value;
        if (digits.IsEmpty || digits.Length > 20 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return;
        AppendName(name);
        while (digits.Length > 1 && digits[0] == (byte)'0') digits = digits[1..];
        if (value[0] == (byte)'-') output.Append((byte)'-');
        output.Append(digits);
    }

    /// <summary>A member whose value the caller appends.</summary>
    public void Name(ReadOnlySpan<byte> name) => AppendName(name);

    private void AppendName(ReadOnlySpan<byte> name, bool isKept = true)
    {
        if (hasMembers[depth]) output.Append((byte)',');
        if (isKept) hasMembers[depth] = true;
        output.Append(name);
    }
}
