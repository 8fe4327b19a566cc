using System.Numerics;
using Auspex.Search;
using Auspex.Search.Extraction;

namespace Auspex.Reports.Tallies;

/// <summary>Counts for the totals. Source: spec 2.6, counters; facts/aureport-counters.tsv.</summary>
internal sealed class TotalsTally : IReportTally
{
    private const FactSet Counted = FactSet.Success | FactSet.Pid | FactSet.Auid | FactSet.Syscall | FactSet.Files | FactSet.Cwd | FactSet.Host
        | FactSet.Terminal | FactSet.Exe | FactSet.Comm | FactSet.Keys;

    private readonly EventFilter filter;
    private readonly EventFacts facts = new();
    private readonly long[] counts = new long[Enum.GetValues<TotalsCounter>().Length];
    private readonly NumberTally users;
    private readonly NumberTally pids;
    private readonly ByteTally terminals;
    private readonly ByteTally hosts;
    private readonly ByteTally executables;
    private readonly ByteTally commands;
    private readonly ByteTally files;
    private readonly ByteTally keys;

    /// <summary>Nothing is counted yet.</summary>
    /// <param name="query">The report.</param>
    /// <param name="budget">The memory that all tallies of the report may take.</param>
    public TotalsTally(ReportQuery query, TallyBudget? budget = null)
    {
        filter = new EventFilter(query);
        budget ??= new TallyBudget();
        (users, pids) = (new NumberTally(budget), new NumberTally(budget));
        (terminals, hosts, executables) = (new ByteTally(budget), new ByteTally(budget), new ByteTally(budget));
        (commands, files, keys) = (new ByteTally(budget), new ByteTally(budget), new ByteTally(budget));
    }

    /// <inheritdoc/>
    public long Uncounted => users.Uncounted + pids.Uncounted + terminals.Uncounted + hosts.Uncounted + executables.Uncounted
        + commands.Uncounted + files.Uncounted + keys.Uncounted;

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
        if (facts.Success == EventSuccess.Failed && facts.Syscall > 0) counts[(int)TotalsCounter.FailedSyscalls]++;
        var groups = RecordGroups.Of(e);
        if (groups != RecordGroup.None)
        {
            CountTypes(groups);
            CountLogins(groups);
        }

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

    private void CountTypes(RecordGroup groups)
    {
        Count(TotalsCounter.ConfigChanges, groups & RecordGroup.AnyConfig);
        Count(TotalsCounter.AccountChanges, groups & RecordGroup.AnyAccount);
        Count(TotalsCounter.Avcs, groups & RecordGroup.Avc);
        Count(TotalsCounter.MacEvents, groups & (RecordGroup.KernelMac | RecordGroup.UserMac));
        Count(TotalsCounter.Anomalies, groups & (RecordGroup.KernelAnomaly | RecordGroup.UserAnomaly));
        Count(TotalsCounter.Responses, groups & RecordGroup.Response);
        Count(TotalsCounter.CryptoEvents, groups & (RecordGroup.KernelCrypto | RecordGroup.UserCrypto));
        Count(TotalsCounter.IntegrityEvents, groups & RecordGroup.Integrity);
        Count(TotalsCounter.VirtEvents, groups & RecordGroup.Virt);
    }

    /// <summary>One for each group.</summary>
    private void Count(TotalsCounter counter, RecordGroup groups) => counts[(int)counter] += BitOperations.PopCount((uint)groups);

    /// <summary>A failed change of an account is a failed authentication, but where USER_AUTH says how that went.</summary>
    private void CountLogins(RecordGroup groups)
    {
        if ((groups & RecordGroup.Login) != 0) CountBySuccess(TotalsCounter.Logins, TotalsCounter.FailedLogins);
        if ((groups & RecordGroup.UserAuth) != 0)
            CountBySuccess(TotalsCounter.Authentications, TotalsCounter.FailedAuthentications);
        else if ((groups & RecordGroup.UserMgmt) != 0)
            CountBySuccess(null, TotalsCounter.FailedAuthentications);
        else if ((groups & RecordGroup.GrpAuth) != 0)
            CountBySuccess(TotalsCounter.Authentications, TotalsCounter.FailedAuthentications);
    }

    private void CountBySuccess(TotalsCounter? success, TotalsCounter failure)
    {
        if (facts.Success == EventSuccess.Failed) counts[(int)failure]++;
        else if (facts.Success == EventSuccess.Success && success is { } counter) counts[(int)counter]++;
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
