namespace Auspex.SystemTests.Same;

/// <summary>A line for the shell that calls tools of the audit suite.</summary>
/// <param name="Number">From 1, over all files of lines: its folder's name.</param>
/// <param name="Text">The line; $LOG and other values come from the log.</param>
internal sealed record CommandLine(int Number, string Text)
{
    private static readonly string[] Tools = ["ausearch", "aureport", "aulastlog", "aulast", "ausyscall"];

    /// <summary>Its words: none of the lines has quotes around the words that matter here.</summary>
    public IReadOnlyList<string> Words { get; } = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tools it calls, each once.</summary>
    public IEnumerable<string> ToolNames => Tools.Where(Words.Contains);

    /// <summary>The tool whose answer it is: the last.</summary>
    public string Tool => Words.LastOrDefault(w => Tools.Contains(w, StringComparer.Ordinal)) ?? "";

    /// <summary>True where the words are wrong, or nothing is asked: the same on every log.</summary>
    public bool IsWrong { get; init; }

    /// <summary>True where the answer is put together from several programs, whose complaints may come in any order.</summary>
    public bool IsPipeline => Text.Contains('|', StringComparison.Ordinal);

    /// <summary>True where the answer depends on the clock, and may so differ between two runs.</summary>
    public bool IsAboutNow => Words.Any(w => w is "--proof" or "now" or "recent" or "boot" or "today" or "yesterday" or "week-ago" || w.StartsWith("this-", StringComparison.Ordinal));

    /// <summary>True when one of <paramref name="words"/> is a word of it.</summary>
    public bool Has(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Words.Contains(word, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    public override string ToString() => Text;
}
