namespace Auspex.Health;

/// <summary>What the kernel holds against what files ask for.</summary>
internal sealed record RuleFacts
{
    /// <summary>Where the wanted rules were read from.</summary>
    public string Source { get; init; } = "/etc/audit/rules.d";

    /// <summary>Rules of the kernel; null where it does not tell.</summary>
    public int? LoadedCount { get; init; }

    /// <summary>True when the kernel holds <c>-a task,never</c> without a condition.</summary>
    public bool KillsAll { get; init; }

    /// <summary>True when audit is locked: a difference lasts until the next boot.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Why the files cannot be read; empty where they can.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Errors in the files.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Rules that the files ask for; null where they cannot be read.</summary>
    public int? WantedCount { get; init; }

    /// <summary>Requests that would bring the kernel there; null where it is not known.</summary>
    public int? Changes { get; init; }
}
