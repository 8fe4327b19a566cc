namespace Auspex.SystemTests.Truth;

/// <summary>What the load program is asked to do.</summary>
internal sealed record TruthLoad
{
    /// <summary>Workers at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Kinds left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>A storm of other audit events beside it.</summary>
    public bool HasStorm { get; init; }

    /// <summary>Counts up from 0; each draws another load.</summary>
    public int Attempt { get; init; }

    /// <summary>The kinds that remain.</summary>
    public IEnumerable<string> Choose(IEnumerable<string> kinds) => kinds.Except(Without, StringComparer.Ordinal);
}
