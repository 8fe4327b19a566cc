namespace Auspex.Tool.Watching;

/// <summary>What <c>auspex watch</c> was asked to do.</summary>
internal sealed record WatchOptions
{
    internal bool IsJson { get; init; }

    internal bool IsWide { get; init; }

    internal bool HasColour { get; init; }

    /// <summary>Lines for processes that live already: always in JSON, on demand in text.</summary>
    internal bool ShowsSnapshot { get; init; }

    /// <summary>Threads of the kernel itself, which are no processes of anyone.</summary>
    internal bool ShowsKernelThreads { get; init; }

    internal ProcessFilter Filter { get; init; } = new();

    /// <summary>End after so long; null for no end.</summary>
    internal TimeSpan? Duration { get; init; }

    /// <summary>End after so many lines; null for no end.</summary>
    internal long? Count { get; init; }

    /// <summary>Log files to read instead of the kernel; <c>-</c> is standard input.</summary>
    internal IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The accounting file to follow or read.</summary>
    internal string? AccountingFile { get; init; }

    internal bool HasAccounting { get; init; } = true;

    internal bool AddsRules { get; init; } = true;

    internal bool IsQuiet { get; init; }

    /// <summary>Where records are also written as a log; null for nowhere.</summary>
    internal string? RecordFile { get; init; }

    internal TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    internal bool IsReplay => Inputs.Count > 0;
}
