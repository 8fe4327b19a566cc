using System.Collections.Immutable;
using Auspex.Search.Extraction;

namespace Auspex.Reports;

/// <summary>What one report looks like, as data.</summary>
/// <remarks>Titles, rules and headings are those of aureport 4.2.2 to the letter, uneven ones included. Source: spec 2.6.</remarks>
internal sealed record ReportDefinition
{
    /// <summary>Which report.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>The title of the detailed report.</summary>
    public required string Title { get; init; }

    /// <summary>How long the rule under the title is.</summary>
    public required int Rule { get; init; }

    /// <summary>How long the rule under the headings is; as <see cref="Rule"/> but for one report.</summary>
    public int LowerRule { get; init; }

    /// <summary>The headings behind number, date and time, one for each of <see cref="Cells"/>. Empty where there are none.</summary>
    public string Headings { get; init; } = "";

    /// <summary>What stands under the headings.</summary>
    public ImmutableArray<ReportCell> Cells { get; init; } = [];

    /// <summary>What the summary is about, such as <c>Executable</c>; null where there is no summary.</summary>
    public string? SummaryTitle { get; init; }

    /// <summary>How long the rules of the summary are.</summary>
    public int SummaryRule { get; init; }

    /// <summary>The heading of the summary's values.</summary>
    public string SummaryHeading { get; init; } = "";

    /// <summary>True where the escape mode applies to the summary's values.</summary>
    public bool IsSummaryEscaped { get; init; }

    /// <summary>What of an event decides whether it belongs to the report, besides its record types.</summary>
    public FactSet SelectedBy { get; init; }

    /// <summary>What the summary counts, besides record types.</summary>
    public FactSet Counted { get; init; }
}
