namespace Auspex.SystemTests.Same;

/// <summary>A place where our answer is another than Debian's, on purpose; its name stands in docs/differences.md.</summary>
/// <remarks>
/// It says as narrowly as it can what differs: events that both answer alike without, text that is the same once rewritten, or a pair of
/// answers as a whole. Whatever it does not explain is a failure.
/// </remarks>
/// <param name="Name">As in docs/differences.md.</param>
/// <param name="Concerns">The command lines that it can touch.</param>
internal sealed record Departure(string Name, Func<CommandLine, bool> Concerns)
{
    /// <summary>True for events that must be taken out of a log for the answers to be the same.</summary>
    public Func<EventText, bool>? Events { get; init; }

    /// <summary>The logs that it can touch.</summary>
    public Func<TestLog, bool> Logs { get; init; } = _ => true;

    /// <summary>Rewrites both answers.</summary>
    public Func<CommandLine, Answer, Answer>? Rewrite { get; init; }

    /// <summary>True for a pair of answers, Debian's first, that is as it should be.</summary>
    public Func<CommandLine, Answer, Answer, bool>? Accepts { get; init; }
}
