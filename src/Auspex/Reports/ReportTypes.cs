using Auspex.Tables;

namespace Auspex.Reports;

/// <summary>Which record types a report lives on, for engines that skip the rest of a log.</summary>
internal static class ReportTypes
{
    private const int First = 1000;
    private const int Last = 2999;

    /// <summary>Types of which each event of the report has at least one; empty where any event may be of it.</summary>
    public static IReadOnlyCollection<RecordType> Of(ReportQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!ReportSelection.IsByType(query.Kind)) return [];
        var types = new List<RecordType>();
        for (var type = (RecordType)First; (int)type <= Last; type++)
        {
            if (ReportSelection.Takes(query.Kind, query.IsSummary, type)) types.Add(type);
        }

        return types;
    }
}
