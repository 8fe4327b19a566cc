namespace Auspex.Rules;

/// <summary>A word of a rule: what it means once escapes are resolved, and where it stands.</summary>
/// <param name="Text">The bytes; they belong to whoever read them and do not change.</param>
/// <param name="Place">The place.</param>
internal readonly record struct RuleWord(ReadOnlyMemory<byte> Text, SourcePlace Place)
{
    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => Text.Span;

    /// <summary>Part of the word.</summary>
    public RuleWord Part(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(Text.Length);
        return new RuleWord(Text.Slice(start, length), Place.Part(start, length));
    }

    /// <summary>The text for a person to read; bytes that are no UTF-8 are replaced.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(Span);
}
