namespace Auspex.Search.Criteria;

/// <summary>Some texts of which each event that can match has at least one in one of its lines.</summary>
/// <remarks>
/// "In a line" means anywhere in it, also in the head and in what ENRICHED appended, never across a line's end. Events that do not match may have
/// them too: what has them is worth a look, no more.
/// </remarks>
internal sealed class ByteRequirement
{
    internal ByteRequirement(IReadOnlyList<ReadOnlyMemory<byte>> alternatives, bool ignoresCase = false)
    {
        Alternatives = alternatives;
        IgnoresCase = ignoresCase;
    }

    /// <summary>The texts: at least one, none empty, none twice.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Alternatives { get; }

    /// <summary>True where a line may have the texts in any mixture of ASCII's upper and lower case.</summary>
    public bool IgnoresCase { get; }

    /// <summary>True when <paramref name="line"/> has one of them. The plain way: what it says, not how to search a log.</summary>
    public bool IsMetBy(ReadOnlySpan<byte> line)
    {
        foreach (var alternative in Alternatives)
        {
            if (IgnoresCase ? IndexOfIgnoringCase(line, alternative.Span) >= 0 : line.IndexOf(alternative.Span) >= 0) return true;
        }

        return false;
    }

    private static int IndexOfIgnoringCase(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i <= line.Length - text.Length; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(line.Slice(i, text.Length), text)) return i;
        }

        return -1;
    }
}
