using Auspex.Text;

namespace Auspex.Tool.Suite.Common;

/// <summary>Reads the words of a command line, one option after the other, as ausearch and aureport do.</summary>
/// <remarks>
/// <code>
/// line   = { option [ word [ word ] ] }
/// option = a word of the table, compared whole
/// </code>
/// The first mistake ends it. Source: spec 1.1, scanner.
/// </remarks>
internal sealed class OptionScanner
{
    private readonly IReadOnlyList<SuiteOption> options;
    private readonly string[] words;
    private int position;

    /// <summary>Nothing is read yet.</summary>
    internal OptionScanner(IReadOnlyList<SuiteOption> options, string[] words)
    {
        this.options = options;
        this.words = words;
    }

    /// <summary>True when a word that does not begin with <c>-</c> comes next.</summary>
    internal bool WordFollows => position < words.Length && !words[position].StartsWith('-');

    /// <summary>Reads the next option.</summary>
    /// <returns>False at the end of the line.</returns>
    /// <exception cref="SuiteFailure">No option, a missing argument, or one too many.</exception>
    internal bool TryNext(out GivenOption given)
    {
        given = default;
        if (position == words.Length) return false;
        var word = words[position++];
        var option = Find(word);
        var (argument, second) = ("", (string?)null);
        switch (option.Argument)
        {
            case OptionArgument.Refused when WordFollows:
                throw new SuiteFailure($"Argument is NOT required for {(word == "-r" ? "--raw" : word)}"); // as the tool has it
            case OptionArgument.Word:
                argument = Take(word, WordFollows);
                break;
            case OptionArgument.AnyWord:
                argument = Take(word, position < words.Length);
                break;
            case OptionArgument.Time:
                if (!WordFollows) throw new SuiteFailure($"{word} requires either date and/or time");
                argument = words[position++];
                if (WordFollows) second = words[position++];
                break;
        }

        given = new GivenOption(option, word, argument, second);
        return true;
    }

    private string Take(string option, bool isThere) =>
        isThere ? words[position++] : throw new SuiteFailure($"Argument is required for {option}");

    private SuiteOption Find(string word)
    {
        foreach (var option in options)
        {
            if (option.Is(word)) return option;
        }

        throw new SuiteFailure($"{word} is an unsupported option") { Hint = HintFor(word) };
    }

    /// <summary>The options that <paramref name="word"/> may have meant.</summary>
    private string HintFor(string word)
    {
        if (!word.StartsWith('-') && position > 2 && words[position - 3] is "-if" or "--input") return "-if stands before each file";
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? word : word[..equals]).TrimStart('-');
        if (name.Length > 0)
        {
            foreach (var option in options)
            {
                if (equals > 0 && option.Name == name) return $"write --{name} {word[(equals + 1)..]}, without the equals sign";
                if (option.Name.StartsWith(name, StringComparison.Ordinal)) return $"did you mean --{option.Name}?";
            }
        }

        var advice = NearestName.AdviceFor(word, options.SelectMany(o => new[] { o.Short, o.Name.Length == 0 ? null : "--" + o.Name }).OfType<string>());
        return advice.Length > 0 ? advice : "--help lists the options";
    }
}
