using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Text;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>What a command line of <c>ausearch</c> asks for.</summary>
internal sealed record AusearchSettings
{
    /// <summary>Which events.</summary>
    internal SearchCriteria Criteria { get; init; } = new();

    /// <summary>From when to when.</summary>
    internal TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>How they are written.</summary>
    internal FormatKind Format { get; init; }

    /// <summary>What is made harmless in values.</summary>
    internal EscapeMode Escape { get; init; }

    /// <summary>The files and folders to read, in order; none for the other ways to find logs.</summary>
    internal IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>True to read the logs of auditd.conf though standard input is a pipe.</summary>
    internal bool ReadsConfiguredLogs { get; init; }

    /// <summary>The checkpoint file, or null.</summary>
    internal string? Checkpoint { get; init; }

    /// <summary>True for <c>--start checkpoint</c>: only the time in the checkpoint counts.</summary>
    internal bool StartsAtCheckpointTime { get; init; }

    /// <summary>The end of event timeout in seconds, or null to take auditd.conf's.</summary>
    internal int? TimeoutSeconds { get; init; }

    /// <summary>True to stop after the first event.</summary>
    internal bool IsJustOne { get; init; }

    /// <summary>True to write every event at once.</summary>
    internal bool IsLineBuffered { get; init; }

    /// <summary>True to name lines that are no records.</summary>
    internal bool IsDebug { get; init; }

    /// <summary>True to list what is missing instead.</summary>
    internal bool IsGaps { get; init; }

    /// <summary>A column for keys.</summary>
    internal bool HasExtraKeys { get; init; }

    /// <summary>Columns for labels.</summary>
    internal bool HasExtraLabels { get; init; }

    /// <summary>A column for the second object.</summary>
    internal bool HasExtraObject { get; init; }

    /// <summary>Columns for the parts of the time.</summary>
    internal bool HasExtraTime { get; init; }

    /// <summary>Quotes in csv.</summary>
    internal bool IsCsvQuoted { get; init; }

    /// <summary>
    /// Instead of <c>&lt;no matches&gt;</c>: a user or group was given by a name that this machine does not know, and no record had it.
    /// </summary>
    internal string? UnknownName { get; init; }
}
