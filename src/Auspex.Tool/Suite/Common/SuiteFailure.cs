using Auspex.Text;

namespace Auspex.Tool.Suite.Common;

/// <summary>A tool of the suite cannot go on: what it says on standard error, to the letter, and how it ends.</summary>
/// <param name="text">The message. A line end is added unless <paramref name="hasLineEnd"/> is false: some of the tools' have none.</param>
/// <param name="exitCode">The exit code.</param>
/// <param name="hasLineEnd">False for a message that is printed without a line end.</param>
internal sealed class SuiteFailure(string text, int exitCode = 1, bool hasLineEnd = true) : Exception(text)
{
    /// <summary>A word that is no option of <paramref name="page"/>: its usage, and which option was meant.</summary>
    /// <remarks>A word that is one, but stands where it may not, is not advised against itself.</remarks>
    internal static SuiteFailure Unknown(string usage, string word, SuitePage page) => page.Options.Any(o => o.Is(word)) ? new(usage) : new(usage)
    {
        Hint = NearestName.AdviceFor(word, page.Options.SelectMany(o => new[] { o.Short, "--" + o.Name }).OfType<string>()) is { Length: > 0 } advice ? advice : null,
    };

    /// <summary>The exit code.</summary>
    internal int ExitCode { get; } = exitCode;

    /// <summary>What is printed.</summary>
    internal string Text { get; } = hasLineEnd ? text + "\n" : text;

    /// <summary>What would be right: a line of our own that follows, without its line end, or null.</summary>
    internal string? Hint { get; init; }
}
