using Auspex.Reports;
using Auspex.Search;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>What a command line of <c>aureport</c> asks for.</summary>
internal sealed record AureportSettings
{
    /// <summary>The report.</summary>
    internal ReportQuery Query { get; init; } = new();

    /// <summary>How it is written.</summary>
    internal ReportFormatKind Format { get; init; }

    /// <summary><c>-if</c>, in the order given.</summary>
    internal IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary><c>--input-logs</c>.</summary>
    internal bool ReadsConfiguredLogs { get; init; }

    /// <summary><c>--start</c>, in seconds since 1970-01-01 UTC; null where it was not given.</summary>
    internal long? StartSeconds { get; init; }

    /// <summary><c>--end</c>.</summary>
    internal long? EndSeconds { get; init; }

    /// <summary><c>--eoe-timeout</c>; null: what auditd.conf says.</summary>
    internal int? TimeoutSeconds { get; init; }

    /// <summary><c>--debug</c>.</summary>
    internal bool IsDebug { get; init; }

    /// <summary>Records outside of it are not looked at.</summary>
    internal TimeRange Range => new(StartSeconds ?? long.MinValue, EndSeconds ?? long.MaxValue);
}
