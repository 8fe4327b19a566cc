namespace Auspex.Tool.Suite.Common;

/// <summary>One option of a tool of the audit suite, as data: scanning, help and man page come from it.</summary>
/// <param name="Short">The short form with its dash, <c>-ga</c>, or null.</param>
/// <param name="Name">The long form without dashes: <c>gid-all</c>; empty where there is none.</param>
/// <param name="Argument">What may follow it.</param>
/// <param name="Value">What its argument is called in the help, or null when it takes none.</param>
/// <param name="Help">One sentence.</param>
internal sealed record SuiteOption(string? Short, string Name, OptionArgument Argument, string? Value, string Help)
{
    /// <summary>The words that its argument can be, for completion, where they are known.</summary>
    internal IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>True when <paramref name="word"/> is this option. Words are compared whole: no abbreviations, no <c>--name=value</c>.</summary>
    internal bool Is(ReadOnlySpan<char> word) =>
        (Short is not null && word.SequenceEqual(Short)) || (word.StartsWith("--") && word[2..].SequenceEqual(Name));
}
