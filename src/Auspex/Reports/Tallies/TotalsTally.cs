using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Reports.Tallies;

/// <summary>Counts for the totals. Source: spec 2.6, counters; facts/aureport-counters.tsv.</summary>
public sealed class TotalsTally : IReportTally
{
    private const FactSet Counted = FactSet.Success | FactSet.Pid | FactSet.Auid | FactSet.Syscall | FactSet.Files | FactSet.Cwd | FactSet.Host
        | FactSet.Terminal | FactSet.Exe | FactSet.Comm | FactSet.Keys;

    private readonly EventFilter filter;
    private readonly EventFacts facts = new();
    private readonly long[] counts = new long[Enum.GetValues<TotalsCounter>().Length];
    private readonly NumberTally users = new();
    private readonly NumberTally pids = new();
    private readonly ByteTally terminals = new();
    private readonly ByteTally hosts = new();
    private readonly ByteTally executables = new();
    private readonly ByteTally commands = new();
    private readonly ByteTally files = new();
    private readonly ByteTally keys = new();

    /// <summary>Nothing is counted yet.</summary>
    public TotalsTally(ReportQuery query) => filter = new EventFilter(query);

    /// <summary>What a counter says.</summary>
    public long this[TotalsCounter counter] => counter switch
    {
        TotalsCounter.Users => users.Count,
        TotalsCounter.Terminals => terminals.Count,
        TotalsCounter.Hosts => hosts.Count,
        TotalsCounter.Executables => executables.Count,
        TotalsCounter.Commands => commands.Count,
        TotalsCounter.Files => files.Count,
        TotalsCounter.Keys => keys.Count,
        TotalsCounter.ProcessIds => pids.Count,
        _ => counts[(int)counter],
    };

    /// <inheritdoc/>
    public void Add(LogEvent e, long ordinal)
    {
        if (!filter.Takes(e)) return;
        facts.Read(e, Counted);
        if (!filter.Takes(facts)) return;
        counts[(int)TotalsCounter.Events]++;
        CountChanges(e);
        CountLogins(e);
        CountRanges(e);
        AddValues(ordinal);
    }

    /// <inheritdoc/>
    public void Merge(IReportTally other)
    {
        var tally = (TotalsTally)other;
        for (var i = 0; i < counts.Length; i++) counts[i] += tally.counts[i];
        users.Merge(tally.users);
        pids.Merge(tally.pids);
        terminals.Merge(tally.terminals);
        hosts.Merge(tally.hosts);
        executables.Merge(tally.executables);
        commands.Merge(tally.commands);
        files.Merge(tally.files);
        keys.Merge(tally.keys);
    }

    private static int One(bool isTrue) => isTrue ? 1 : 0;

    private void CountChanges(LogEvent e)
    {
        counts[(int)TotalsCounter.ConfigChanges] += One(e.Has(RecordType.ConfigChange)) + One(e.Has(RecordType.DaemonConfig))
            + One(e.Has(RecordType.UsysConfig)) + One(e.Has(RecordType.NetfilterCfg)) + One(e.Has(RecordType.FeatureChange))
            + One(e.Has(RecordType.UserMacConfigChange)) + One(e.HasAny(1403, 1417));
        counts[(int)TotalsCounter.AccountChanges] += One(e.Has(RecordType.UserChauthtok)) + One(e.HasAny(1114, 1117))
            + One(e.Has(RecordType.UserMgmt)) + One(e.Has(RecordType.GrpMgmt)) + One(e.HasAny(2301, 2302));
    }

    private void CountLogins(LogEvent e)
    {
        if (e.Has(RecordType.UserLogin)) CountBySuccess(TotalsCounter.Logins, TotalsCounter.FailedLogins);
        if (e.Has(RecordType.UserAuth)) CountBySuccess(TotalsCounter.Authentications, TotalsCounter.FailedAuthentications);
        else if (e.Has(RecordType.UserMgmt)) counts[(int)TotalsCounter.FailedAuthentications] += One(facts.Success == EventSuccess.Failed);
        else if (e.Has(RecordType.GrpAuth)) CountBySuccess(TotalsCounter.Authentications, TotalsCounter.FailedAuthentications);
    }

    private void CountBySuccess(TotalsCounter success, TotalsCounter failure)
    {
        if (facts.Success == EventSuccess.Success) counts[(int)success]++;
        else if (facts.Success == EventSuccess.Failed) counts[(int)failure]++;
    }

    private void CountRanges(LogEvent e)
    {
        counts[(int)TotalsCounter.Avcs] += One(e.Has(RecordType.Avc) || e.Has(RecordType.UserAvc));
        counts[(int)TotalsCounter.MacEvents] += One(e.HasAny(1403, 1417)) + One(e.HasAny(2300, 2399));
        counts[(int)TotalsCounter.FailedSyscalls] += One(facts.Success == EventSuccess.Failed && facts.Syscall > 0);
        counts[(int)TotalsCounter.Anomalies] += One(e.HasAny(2100, 2199)) + One(e.HasAny(1700, 1799));
        counts[(int)TotalsCounter.Responses] += One(e.HasAny(2200, 2299));
        counts[(int)TotalsCounter.CryptoEvents] += One(e.HasAny(1600, 1699)) + One(e.HasAny(2400, 2499));
        counts[(int)TotalsCounter.IntegrityEvents] += One(e.HasAny(1800, 1899));
        counts[(int)TotalsCounter.VirtEvents] += One(e.HasAny(2500, 2599));
    }

    private void AddValues(long ordinal)
    {
        if (facts.Has(FactSet.Auid)) users.Add(facts.Auid);
        if (facts.Pid != EventFacts.NoPid) pids.Add(facts.Pid);
        if (facts.Has(FactSet.Terminal)) terminals.Add(facts.Terminal, ordinal);
        if (facts.Has(FactSet.Host)) hosts.Add(facts.Host, ordinal);
        if (facts.Has(FactSet.Exe)) executables.Add(facts.Exe, ordinal);
        if (facts.Has(FactSet.Comm)) commands.Add(facts.Comm, ordinal);
        for (var i = 0; i < facts.FileCount; i++) files.Add(facts.File(i).Name, ordinal, i);
        for (var i = 0; i < facts.KeyCount; i++)
        {
            if (!facts.Key(i).SequenceEqual(ReportSelection.NoKey)) keys.Add(facts.Key(i), ordinal, i);
        }
    }
}
