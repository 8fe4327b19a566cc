using Auspex.Interpretation;
using Auspex.Reports.Tallies;
using Auspex.Search;
using Auspex.Search.Engine;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>One report over one search: makes the workers, takes what they leave, and writes the rows as they come and the counts at the end.</summary>
/// <remarks>
/// Counting workers share nothing and are merged at the end; detailed rows pass in the order of the events and are numbered on the way.
/// <see cref="Output"/> grows until the caller takes it. Not for the range of logs, which has no events.
/// </remarks>
internal sealed class ReportRun : IBatchSink
{
    private readonly Lock gate = new();
    private readonly List<IReportTally> tallies = [];
    private readonly ReportQuery query;
    private readonly Func<IUserNames> makeNames;
    private readonly Func<IReportFormat> makeFormat;
    private readonly IReportFormat format;
    private readonly RowNumbers numbers;
    private readonly TallyBudget budget = new();

    /// <summary>A report that has seen no event.</summary>
    /// <param name="query">The report.</param>
    /// <param name="makeNames">Makes a source of names for one thread.</param>
    /// <param name="makeFormat">Makes a format for one thread.</param>
    public ReportRun(ReportQuery query, Func<IUserNames> makeNames, Func<IReportFormat> makeFormat)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(makeFormat);
        if (query.Kind == ReportKind.LogRange) throw new ArgumentException("the range of logs is not made of events", nameof(query));
        this.query = query;
        this.makeNames = makeNames;
        this.makeFormat = makeFormat;
        format = makeFormat();
        numbers = new RowNumbers(format);
        format.AppendTitle(Output);
    }

    /// <summary>What is to be written; the caller clears it when it has.</summary>
    public ByteBuffer Output { get; } = new(1 << 16, keptBytes: 1 << 20);

    /// <summary>True where every event makes rows of its own.</summary>
    public bool IsDetailed => query.Kind != ReportKind.Totals && !query.IsSummary;

    /// <summary>How many rows there are: of a detailed report so far, of another one after <see cref="Finish"/>.</summary>
    public long Rows { get; private set; }

    /// <summary>The last event that was looked at, in milliseconds since 1970-01-01 UTC; 0 before the first.</summary>
    public long LastMilliseconds { get; private set; }

    /// <summary>How often values came that are in no count, since there were too many different ones; known after <see cref="Finish"/>.</summary>
    public long Uncounted { get; private set; }

    /// <summary>Makes a worker for one thread. May be called by several threads.</summary>
    public IEventWorker MakeWorker() => new ReportWorker(MakeWork());

    /// <summary>Makes the visitor for a search on one thread, which then needs no workers.</summary>
    public IEventVisitor MakeVisitor() => new ReportVisitor(this, MakeWork());

    /// <inheritdoc/>
    public bool Deliver(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count > 0) Take(batch.Events[^1], batch.Output.Written);
        return true;
    }

    /// <summary>Writes what is known at the end only, once all events are delivered.</summary>
    /// <param name="times">What stands above the totals; the end of the range is <see cref="LastMilliseconds"/>.</param>
    /// <param name="write">Writes <see cref="Output"/> out and clears it; asked now and then.</param>
    public void Finish(TotalsTimes times, Action? write = null)
    {
        if (query.Kind == ReportKind.Totals)
        {
            format.AppendTotals((TotalsTally)Merged(), times with { LastMilliseconds = LastMilliseconds }, Output);
            return;
        }

        if (query.IsSummary) Rows = SummaryRows.Append((SummaryTally)Merged(), query, format, Output, write);
        if (Rows == 0) format.AppendNothing(Output);
    }

    /// <summary>Takes the rows of events up to <paramref name="last"/>, in the order of the events.</summary>
    internal void Take(LogEvent last, ReadOnlySpan<byte> rows)
    {
        LastMilliseconds = last.Stamp.Milliseconds;
        numbers.Append(rows, Output);
        Rows = numbers.Count;
    }

    private ReportWork MakeWork()
    {
        if (IsDetailed) return new ReportWork(new ReportRows(query, makeNames(), makeFormat()));
        IReportTally tally = query.Kind == ReportKind.Totals ? new TotalsTally(query, budget) : new SummaryTally(query, makeNames(), budget);
        lock (gate) tallies.Add(tally);
        return new ReportWork(tally);
    }

    private IReportTally Merged()
    {
        if (tallies.Count == 0) _ = MakeWork(); // no logs, no workers
        while (tallies.Count > 1)
        {
            tallies[0].Merge(tallies[^1]);
            tallies.RemoveAt(tallies.Count - 1); // its memory is free for the next
        }

        Uncounted = tallies[0].Uncounted;
        return tallies[0];
    }
}
