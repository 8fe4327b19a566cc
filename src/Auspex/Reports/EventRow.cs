using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>One event as the rows of a detailed report: reads what the report's columns need, and gives the value of each.</summary>
/// <remarks>One thread uses it, event after event; nothing is allocated once it is warm. Source: spec 2.6.</remarks>
internal sealed class EventRow
{
    private readonly ReportQuery query;
    private readonly EventFilter filter;
    private readonly IUserNames? names;
    private readonly FactSet wanted;
    private readonly EventFacts facts = new();
    private readonly ByteBuffer scratch = new(256);
    private LogEvent? current;

    /// <summary>For one detailed report.</summary>
    /// <param name="query">The report; not a summary, and neither the totals nor the range of logs.</param>
    /// <param name="names">Users of this machine, asked under <c>-i</c> where a record carries no name.</param>
    public EventRow(ReportQuery query, IUserNames names)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(names);
        this.query = query;
        this.names = query.IsInterpreted ? names : null;
        filter = new EventFilter(query);
        wanted = filter.Needed | query.Definition.SelectedBy;
        foreach (var cell in query.Definition.Cells) wanted |= FactsOf(cell.Column, query.IsInterpreted);
    }

    /// <summary>The event; valid until the next <see cref="Read"/>.</summary>
    public LogEvent Event => current ?? throw new InvalidOperationException("no event was read");

    /// <summary>Reads an event and forgets the one before.</summary>
    /// <returns>How many rows it makes: 0 when it is none of the report's.</returns>
    public int Read(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        current = e;
        if (!ReportSelection.Takes(query.Kind, isSummary: false, e) || !filter.Takes(e)) return 0;
        facts.Read(e, wanted);
        if (!filter.Takes(facts) || !ReportSelection.Takes(query.Kind, e, facts)) return 0;
        return query.Kind == ReportKind.Avc ? Math.Max(facts.AvcCount, 1) : 1;
    }

    /// <summary>A value of the event read last; valid until the next call.</summary>
    /// <param name="column">Which.</param>
    /// <param name="row">The row, counted from 0.</param>
    public CellValue Value(ReportColumn column, int row)
    {
        scratch.Clear();
        return column switch
        {
            ReportColumn.Account => CellValue.OrMissing(facts.Account),
            ReportColumn.AccountOrUser => facts.Account.IsEmpty ? Uid() : CellValue.Of(facts.Account),
            ReportColumn.Auid => Auid(),
            ReportColumn.Command => CellValue.OrMissing(facts.Comm),
            ReportColumn.Data => Keystrokes(),
            ReportColumn.Executable => CellValue.OrMissing(facts.Exe),
            ReportColumn.ExecutableOrCommand => CellValue.OrMissing(facts.Exe.IsEmpty ? facts.Comm : facts.Exe),
            ReportColumn.File => File(),
            ReportColumn.Host => CellValue.OrMissing(facts.Host),
            ReportColumn.Key => CellValue.Of(facts.Key(0)),
            ReportColumn.LoginName => facts.Success == EventSuccess.Failed && !facts.Account.IsEmpty ? CellValue.Of(facts.Account) : Auid(),
            ReportColumn.Pid => facts.Pid < 0 ? CellValue.Missing(facts.Pid) : CellValue.Of(facts.Pid),
            ReportColumn.Serial => CellValue.Of(unchecked((long)Event.Stamp.Serial)),
            ReportColumn.Session => facts.Has(FactSet.Session)
                ? CellValue.Of(facts.Session) : CellValue.Missing(unchecked((uint)UserText.Unnamed)),
            ReportColumn.Success => CellValue.Of(SuccessText(facts.Success)),
            ReportColumn.Syscall => Syscall(),
            ReportColumn.Terminal => CellValue.OrMissing(facts.Terminal),
            ReportColumn.Type => CellValue.OrMissing(RecordTypes.Name(Event.FirstType)),
            _ => AvcValue(column, row),
        };
    }

    /// <summary>What the values of a column come from.</summary>
    private static FactSet FactsOf(ReportColumn column, bool isInterpreted)
    {
        var named = isInterpreted ? FactSet.Names : FactSet.None;
        return column switch
        {
            ReportColumn.Account => FactSet.Account,
            ReportColumn.AccountOrUser => FactSet.Account | FactSet.Uid | named,
            ReportColumn.Auid => FactSet.Auid | named,
            ReportColumn.Command => FactSet.Comm,
            ReportColumn.Executable => FactSet.Exe,
            ReportColumn.ExecutableOrCommand => FactSet.Exe | FactSet.Comm,
            ReportColumn.File => FactSet.Files | FactSet.Cwd,
            ReportColumn.Host => FactSet.Host,
            ReportColumn.Key => FactSet.Keys,
            ReportColumn.LoginName => FactSet.Account | FactSet.Auid | FactSet.Success | named,
            ReportColumn.Pid => FactSet.Pid,
            ReportColumn.Session => FactSet.Session,
            ReportColumn.Success => FactSet.Success,
            ReportColumn.Syscall => FactSet.Syscall | (isInterpreted ? FactSet.Arch | FactSet.Names : FactSet.None),
            ReportColumn.Terminal => FactSet.Terminal,
            ReportColumn.Subject => FactSet.Avcs | FactSet.Subjects,
            ReportColumn.Object => AvcObject.Needed,
            ReportColumn.Class or ReportColumn.Permission or ReportColumn.Result => FactSet.Avcs,
            _ => FactSet.None,
        };
    }

    private static ReadOnlySpan<byte> SuccessText(EventSuccess success) => success switch
    {
        EventSuccess.Success => "yes"u8,
        EventSuccess.Failed => "no"u8,
        _ => "unset"u8,
    };

    private CellValue Auid()
    {
        if (names is null)
            return facts.Has(FactSet.Auid) ? CellValue.Of(unchecked((int)facts.Auid)) : CellValue.Missing(UserText.Unnamed);
        UserText.AppendAuid(facts, names, scratch);
        return CellValue.Of(scratch.Written);
    }

    private CellValue Uid()
    {
        UserText.AppendUid(facts, names, scratch);
        return CellValue.Of(scratch.Written);
    }

    private CellValue Syscall()
    {
        if (!query.IsInterpreted) return facts.Has(FactSet.Syscall) ? CellValue.Of(facts.Syscall) : CellValue.Missing();
        SyscallName.Append(Event, facts, scratch);
        return CellValue.Of(scratch.Written);
    }

    private CellValue File()
    {
        var index = FirstFile.Of(Event, facts);
        return index < 0 ? CellValue.Missing() : CellValue.Of(facts.File(index).Name);
    }

    private CellValue Keystrokes()
    {
        if (!TtyText.TryGet(Event[0], out var data)) return CellValue.Missing();
        TtyData.Append(data, scratch);
        return CellValue.Of(scratch.Written);
    }

    /// <summary>Of a record that decides nothing, such as a remark of the bus, who sent it is known.</summary>
    private CellValue Undecided(ReportColumn column) =>
        column == ReportColumn.Result ? CellValue.Of("unset"u8)
        : column == ReportColumn.Subject && facts.SubjectCount > 0 ? CellValue.Of(facts.Subject(0))
        : CellValue.Missing();

    private CellValue AvcValue(ReportColumn column, int row)
    {
        if (row >= facts.AvcCount) return Undecided(column);
        var avc = facts.Avc(row);
        return column switch
        {
            ReportColumn.Class => CellValue.OrMissing(avc.Class),
            ReportColumn.Permission => CellValue.OrMissing(avc.Permissions),
            ReportColumn.Object => CellValue.OrMissing(AvcObject.Of(avc, facts)),
            ReportColumn.Result => CellValue.Of(!avc.HasVerdict ? "unset"u8 : avc.IsDenied ? "denied"u8 : "granted"u8),
            ReportColumn.Subject when Event.Has(RecordType.Avc) || facts.SubjectCount == 0 => CellValue.OrMissing(avc.Subject),
            ReportColumn.Subject => CellValue.OrMissing(facts.Subject(Math.Min(row, facts.SubjectCount - 1))), // who sent the record
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "no column of a report"),
        };
    }
}
