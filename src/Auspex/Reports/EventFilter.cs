using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Reports;

/// <summary>Which events a report takes at all, whatever it is about. Read-only: several threads may share it.</summary>
/// <remarks>What is added or removed, and what is configuration, is decided by the first record, as aureport does. Source: spec 1.2.</remarks>
internal sealed class EventFilter
{
    private readonly ReportQuery query;

    /// <summary>The filter of a query.</summary>
    public EventFilter(ReportQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
    }

    /// <summary>What <see cref="Takes(EventFacts)"/> must know.</summary>
    public FactSet Needed => query.Outcome == ReportOutcome.Any ? FactSet.None : FactSet.Success;

    /// <summary>True for an event that the report may take, going by what costs nothing to know.</summary>
    public bool Takes(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (query.Nodes.Count > 0 && !IsOfNode(e)) return false;
        if (!query.TakesConfig && e.FirstType == RecordType.ConfigChange) return false;
        return query.Changes switch
        {
            ReportChanges.Added => !IsRemoval(e.FirstType),
            ReportChanges.Removed => !IsAddition(e.FirstType),
            _ => true,
        };
    }

    /// <summary>True for an event that ended as the report wants it.</summary>
    public bool Takes(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return query.Outcome switch
        {
            ReportOutcome.Failed => facts.Success == EventSuccess.Failed,
            ReportOutcome.Success => facts.Success == EventSuccess.Success,
            _ => true,
        };
    }

    private static bool IsRemoval(RecordType type) => type is RecordType.DelUser or RecordType.DelGroup or RecordType.MacCipsov4Del
        or RecordType.MacMapDel or RecordType.MacIpsecDelsa or RecordType.MacIpsecDelspd or RecordType.MacUnlblStcdel;

    private static bool IsAddition(RecordType type) => type is RecordType.AddUser or RecordType.AddGroup or RecordType.MacCipsov4Add
        or RecordType.MacMapAdd or RecordType.MacIpsecAddsa or RecordType.MacIpsecAddspd or RecordType.MacUnlblStcadd;

    private bool IsOfNode(LogEvent e)
    {
        if (!e.HasNode) return false;
        foreach (var node in query.Nodes)
        {
            if (e.Node.SequenceEqual(node)) return true;
        }

        return false;
    }
}
