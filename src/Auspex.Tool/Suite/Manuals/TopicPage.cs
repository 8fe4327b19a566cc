namespace Auspex.Tool.Suite.Manuals;

/// <summary>A page about something that is neither a program nor a file of keys: a language, or how rules are written.</summary>
internal sealed record TopicPage
{
    /// <summary>As man(1) is asked for it: <c>audit.rules</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>The section of the manual.</summary>
    internal required int Section { get; init; }

    /// <summary>What it is about, in a few words without a full stop.</summary>
    internal required string Summary { get; init; }

    /// <summary>What it is about, in full sentences. Paragraphs are parted by an empty line.</summary>
    internal required string Description { get; init; }

    /// <summary>The rest, in order.</summary>
    internal required IReadOnlyList<ConfigSection> Sections { get; init; }

    /// <summary>Lines of the language, each of some use.</summary>
    internal required string Example { get; init; }

    /// <summary>Other pages: <c>auditctl(8)</c>.</summary>
    internal required IReadOnlyList<string> SeeAlso { get; init; }
}
