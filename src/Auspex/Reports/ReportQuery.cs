using Auspex.Text;

namespace Auspex.Reports;

/// <summary>What is asked of the logs. Source: aureport(8).</summary>
internal sealed record ReportQuery
{
    /// <summary>Which report. The totals by default.</summary>
    public ReportKind Kind { get; init; }

    /// <summary>True counts what the report is about instead of listing events: <c>--summary</c>. The totals are the same either way.</summary>
    public bool IsSummary { get; init; }

    /// <summary>True shows names for numbers: <c>-i</c>.</summary>
    public bool IsInterpreted { get; init; }

    /// <summary>Which events count, by how they ended.</summary>
    public ReportOutcome Outcome { get; init; }

    /// <summary>Which events count, of those that add or remove.</summary>
    public ReportChanges Changes { get; init; }

    /// <summary>False leaves out events whose first record is CONFIG_CHANGE: <c>-nc</c>.</summary>
    public bool TakesConfig { get; init; } = true;

    /// <summary>The nodes whose events count, in UTF-8; empty takes all.</summary>
    public IReadOnlyList<byte[]> Nodes { get; init; } = [];

    /// <summary>What is made harmless in text reports: <c>--escape</c>. JSON and CSV have their own ways.</summary>
    public EscapeMode Escape { get; init; } = EscapeMode.Tty;

    /// <summary>The report.</summary>
    public ReportDefinition Definition => ReportTable.Of(Kind);
}
