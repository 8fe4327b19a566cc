namespace Auspex.Rules.Commands;

/// <summary>
/// Reads commands of auditctl: a command line, or a line of a rule file. Keeps nothing between commands.
/// </summary>
/// <remarks>Never throws on input: what is wrong becomes a <see cref="RuleDiagnostic"/>. Source: auditctl(8); spec
/// 5.1, 5.3.</remarks>
internal sealed partial class CommandReader
{
    private readonly IRuleHost host;

    /// <summary>A reader for rules of one machine.</summary>
    public CommandReader(IRuleHost host) => this.host = host;

    /// <summary>Reads one command.</summary>
    /// <param name="words">Its words, without the program's name.</param>
    /// <param name="place">The whole command.</param>
    public AuditCommand Read(IReadOnlyList<RuleWord> words, SourcePlace place)
    {
        var steps = new StepList();
        var draft = new RuleDraft(host, steps, place);
        var options = new OptionScanner(words);
        var count = 0;
        while (options.MoveNext())
        {
            count++;
            if (!Take(options, words.Count, draft, steps)) return steps.ToCommand();
        }

        if (options.Strays.Count > 0)
        {
            var stray = options.Strays[0];
            if (count == 0) steps.Fail(RuleFault.NoOption, stray.Place, "", "a command begins with an option");
            else steps.Fail(
                RuleFault.StrayWord,
                stray.Place,
                "parameter passed without an option given",
                QuotedWords.IsQuoted(stray.Span) ? QuotedWords.Advice : "a space too many, or an option missing");
            return steps.ToCommand();
        }

        draft.Finish();
        return steps.ToCommand();
    }

    /// <summary>
    /// Reads a command whose words come from a shell; their places are as if spaces stood between them.
    /// </summary>
    public AuditCommand Read(IReadOnlyList<ReadOnlyMemory<byte>> arguments)
    {
        var words = new List<RuleWord>(arguments.Count);
        var column = 1;
        foreach (var argument in arguments)
        {
            words.Add(new RuleWord(argument, new SourcePlace("", 1, column, argument.Length)));
            column += argument.Length + 1;
        }

        return Read(words, new SourcePlace("", 1, 1, Math.Max(column - 2, 0)));
    }

    private static bool Take(OptionScanner option, int wordCount, RuleDraft draft, StepList steps) => option.Name switch
    {
        "a" => draft.SetList(RuleVerb.Append, option.Value),
        "A" => draft.SetList(RuleVerb.Prepend, option.Value),
        "d" => draft.SetList(RuleVerb.Delete, option.Value),
        "S" => draft.AddSyscalls(option.Value),
        "F" => draft.AddField(option.Value),
        "C" => draft.AddComparison(option.Value),
        "k" => draft.AddKey(option.Value),
        "p" => draft.SetPermissions(option.Value),
        "w" => draft.SetWatch(RuleVerb.Append, option.Value),
        "W" => draft.SetWatch(RuleVerb.Delete, option.Value),
        "" => FailUnknown(option, steps),
        _ => TakeControl(option, wordCount, steps),
    };

    private static bool FailUnknown(OptionScanner option, StepList steps)
    {
        var where = option.Word.Place.File.Length == 0 ? "" : $" on line {option.Word.Place.Line}";
        return steps.Fail(
            RuleFault.UnknownOption,
            option.Word.Place,
            $"Option {option.Word}{where} is invalid",
            OptionScanner.Suggest(option.Word) is { Length: > 0 } advice ? advice : "see auditctl -h; or its value is missing");
    }
}
