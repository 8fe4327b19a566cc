using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Text;

namespace Auspex.Reports.Tallies;

/// <summary>Counts what a report is about: <c>--summary</c>.</summary>
/// <remarks>
/// Asks an event for nothing but what it counts; where that is the type of the first record, the log's text is not looked at. Nothing is
/// allocated for a value that came before. Source: spec 2.6, value sources.
/// </remarks>
internal sealed class SummaryTally : IReportTally
{
    private readonly ReportQuery query;
    private readonly EventFilter filter;
    private readonly IUserNames? names;
    private readonly FactSet wanted;
    private readonly EventFacts facts = new();
    private readonly ByteBuffer scratch = new(64);

    /// <summary>For one summary.</summary>
    /// <param name="query">The report.</param>
    /// <param name="names">Users of this machine, asked under <c>-i</c> where a record carries no name.</param>
    /// <param name="budget">The memory that all tallies of the report may take.</param>
    public SummaryTally(ReportQuery query, IUserNames names, TallyBudget? budget = null)
    {
        budget ??= new TallyBudget();
        (Numbers, Texts) = (new NumberTally(budget), new ByteTally(budget));
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(names);
        this.query = query;
        this.names = query.IsInterpreted ? names : null;
        filter = new EventFilter(query);
        var counted = query.Definition.Counted;
        if (query.Kind == ReportKind.Auth) counted |= FactSet.Success;
        if (query.Kind == ReportKind.File) counted |= FactSet.Cwd;
        if (query.IsInterpreted && query.Kind is ReportKind.Login or ReportKind.User or ReportKind.Syscall) counted |= FactSet.Names;
        if (query.IsInterpreted && query.Kind == ReportKind.Syscall) counted |= FactSet.Arch;
        wanted = counted | filter.Needed;
    }

    /// <summary>What was counted as numbers: record types and pids.</summary>
    public NumberTally Numbers { get; }

    /// <summary>What was counted as text: everything else.</summary>
    public ByteTally Texts { get; }

    /// <inheritdoc/>
    public long Uncounted => Numbers.Uncounted + Texts.Uncounted;

    /// <inheritdoc/>
    public void Add(LogEvent e, long ordinal)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (!ReportSelection.Takes(query.Kind, isSummary: true, e) || !filter.Takes(e)) return;
        if (wanted != FactSet.None)
        {
            facts.Read(e, wanted);
            if (!filter.Takes(facts)) return;
        }

        if (query.Definition.Counted == FactSet.None) Numbers.Add((int)e.FirstType);
        else if (query.Kind == ReportKind.Pid) AddPid();
        else AddTexts(e, ordinal);
    }

    /// <inheritdoc/>
    public void Merge(IReportTally other)
    {
        var tally = (SummaryTally)other;
        Numbers.Merge(tally.Numbers);
        Texts.Merge(tally.Texts);
    }

    private void AddPid()
    {
        if (facts.Pid != EventFacts.NoPid) Numbers.Add(facts.Pid);
    }

    private void AddTexts(LogEvent e, long ordinal)
    {
        switch (query.Kind)
        {
            case ReportKind.Avc:
                for (var i = 0; i < Math.Max(facts.AvcCount, 1); i++) AddObject(i, ordinal);
                break;
            case ReportKind.File:
                for (var i = 0; i < facts.FileCount; i++) Texts.Add(facts.File(i).Name, ordinal, i);
                break;
            case ReportKind.Key:
                for (var i = 0; i < facts.KeyCount; i++)
                {
                    if (!facts.Key(i).SequenceEqual(ReportSelection.NoKey)) Texts.Add(facts.Key(i), ordinal, i);
                }

                break;
            default:
                AddOne(e, ordinal);
                break;
        }
    }

    private void AddOne(LogEvent e, long ordinal)
    {
        switch (query.Kind)
        {
            case ReportKind.Auth when ReportSelection.IsAuthentication(e, facts):
                AddAccountOrAuid(facts.Account, ordinal);
                break;
            case ReportKind.Login:
                var isNobody = !facts.Has(FactSet.Auid) || facts.Auid > int.MaxValue;
                AddAccountOrAuid(isNobody ? facts.Account : default, ordinal);
                break;
            case ReportKind.User when facts.Has(FactSet.Auid):
                AddAccountOrAuid(default, ordinal);
                break;
            case ReportKind.Syscall when facts.Syscall > 0:
                AddSyscall(e, ordinal);
                break;
            case ReportKind.Host:
                AddFound(facts.Host, ordinal, 0);
                break;
            case ReportKind.Terminal:
                AddFound(facts.Terminal, ordinal, 0);
                break;
            case ReportKind.Executable:
                AddFound(facts.Exe, ordinal, 0);
                break;
            case ReportKind.Command:
                AddFound(facts.Comm, ordinal, 0);
                break;
        }
    }

    /// <summary>A decision counts also where it does not say what it is about.</summary>
    private void AddObject(int index, long ordinal)
    {
        var about = index < facts.AvcCount ? AvcObject.Of(facts.Avc(index), facts) : default;
        Texts.Add(about.IsEmpty ? "?"u8 : about, ordinal, index);
    }

    private void AddFound(ReadOnlySpan<byte> text, long ordinal, int place)
    {
        if (!text.IsEmpty) Texts.Add(text, ordinal, place);
    }

    private void AddAccountOrAuid(ReadOnlySpan<byte> account, long ordinal)
    {
        if (!account.IsEmpty)
        {
            Texts.Add(account, ordinal);
            return;
        }

        scratch.Clear();
        UserText.AppendAuid(facts, names, scratch);
        Texts.Add(scratch.Written, ordinal);
    }

    private void AddSyscall(LogEvent e, long ordinal)
    {
        scratch.Clear();
        if (query.IsInterpreted) SyscallName.Append(e, facts, scratch);
        else scratch.AppendDecimal(facts.Syscall);
        Texts.Add(scratch.Written, ordinal);
    }
}
