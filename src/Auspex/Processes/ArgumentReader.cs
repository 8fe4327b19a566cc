namespace Auspex.Processes;

/// <summary>Reads arguments that are each ended by NUL, as in <see cref="ProcessImage.Arguments"/>. For foreach.</summary>
internal ref struct ArgumentReader
{
    private ReadOnlySpan<byte> rest;

    /// <summary>A reader over <paramref name="arguments"/>.</summary>
    public ArgumentReader(ReadOnlySpan<byte> arguments)
    {
        rest = arguments;
        Current = default;
    }

    /// <summary>The argument read last, without its NUL.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Enables foreach.</summary>
    public readonly ArgumentReader GetEnumerator() => this;

    /// <summary>Reads the next argument.</summary>
    public bool MoveNext()
    {
        if (rest.IsEmpty) return false;
        var end = rest.IndexOf((byte)0);
        Current = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return true;
    }
}
