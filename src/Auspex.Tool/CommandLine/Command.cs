namespace Auspex.Tool.CommandLine;

/// <summary>One command: what it is called, what it takes, what it says of itself, and what runs it.</summary>
internal sealed record Command
{
    /// <summary>The word after <c>auspex</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>What it does, in a few words without a full stop.</summary>
    internal required string Summary { get; init; }

    /// <summary>The operands, as in the usage line; empty for none.</summary>
    internal string Operands { get; init; } = "";

    /// <summary>What it does, in full sentences: the man page's description. Paragraphs are parted by an empty line.</summary>
    internal required string Description { get; init; }

    /// <summary>The options, in the order of the help.</summary>
    internal required IReadOnlyList<Flag> Flags { get; init; }

    /// <summary>Command lines with what they are for.</summary>
    internal IReadOnlyList<(string Line, string Purpose)> Examples { get; init; } = [];

    /// <summary>Exit codes with their meaning.</summary>
    internal IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; init; } =
        [(0, "all went well"), (1, "something failed; a sentence on standard error says what"), (2, "the command line is wrong")];

    /// <summary>Commands of its own, named by the next word; empty for a command that does its work itself.</summary>
    internal IReadOnlyList<Command> Subcommands { get; init; } = [];

    /// <summary>The command, and those of its own.</summary>
    internal IEnumerable<Command> WithSubcommands => Subcommands.Prepend(this);

    /// <summary>True when words that begin with a dash belong to what it works on, such as a rule: all are operands.</summary>
    internal bool HasRawOperands { get; init; }

    /// <summary>Runs it and returns the exit code.</summary>
    internal required Func<FlagValues, int> Run { get; init; }

    /// <summary>Reads the words that follow its name.</summary>
    /// <exception cref="UsageException">They are not what it takes.</exception>
    internal FlagValues Parse(ReadOnlySpan<string> arguments) =>
        HasRawOperands ? FlagValues.OfOperands(arguments) : FlagValues.Parse(Flags, arguments);

    /// <summary>A command of <paramref name="commands"/>.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    internal static Command Find(IReadOnlyList<Command> commands, string name) =>
        commands.FirstOrDefault(c => c.Name == name || c.Name.EndsWith(" " + name, StringComparison.Ordinal))
        ?? throw UsageException.Unknown("command", name, commands.Select(c => c.Name.Split(' ')[^1]));
}
