namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of a configuration file, section 5 of the manual. A test sees that it has the keys that the file's reader knows.</summary>
internal sealed record ConfigPage
{
    /// <summary>As man(1) is asked for it: <c>auditd.conf</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>What the file is, in a few words without a full stop.</summary>
    internal required string Summary { get; init; }

    /// <summary>Where the file is.</summary>
    internal required string Path { get; init; }

    /// <summary>What it is and how it is written, in full sentences. Paragraphs are parted by an empty line.</summary>
    internal required string Description { get; init; }

    /// <summary>All keys, each once.</summary>
    internal required IReadOnlyList<ConfigKeyGroup> Groups { get; init; }

    /// <summary>What else there is to say.</summary>
    internal IReadOnlyList<ConfigSection> Sections { get; init; } = [];

    /// <summary>Lines of a file that does something useful.</summary>
    internal required string Example { get; init; }

    /// <summary>Files, with what they are.</summary>
    internal IReadOnlyList<(string Path, string Purpose)> Files { get; init; } = [];

    /// <summary>Other pages: <c>auditd(8)</c>.</summary>
    internal required IReadOnlyList<string> SeeAlso { get; init; }

    /// <summary>The keys of all groups.</summary>
    internal IEnumerable<ConfigKey> Keys => Groups.SelectMany(static g => g.Keys);
}
