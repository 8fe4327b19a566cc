using Auspex.Interpretation;
using Auspex.Search.Expressions;
using Auspex.Search.Extraction;

namespace Auspex.Search.Criteria;

/// <summary>Decides which events are looked for. Each thread has its own.</summary>
/// <remarks>What needs no look into the records comes first. Allocates nothing per event once warm. Source: spec 1.1.5.</remarks>
public sealed class EventMatcher
{
    private readonly SearchCriteria criteria;
    private readonly FactSet wanted;
    private readonly ExpressionMatcher? expression;

    /// <summary>A matcher of <paramref name="criteria"/>.</summary>
    /// <param name="criteria">What is looked for.</param>
    /// <param name="names">Users and groups of the reading machine: an expression may ask for interpreted values.</param>
    public EventMatcher(SearchCriteria criteria, IUserNames names)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(names);
        this.criteria = criteria;
        wanted = criteria.Wanted;
        if (criteria.Expression is { } parsed) expression = new ExpressionMatcher(parsed, names);
    }

    /// <summary>The facts that the last <see cref="Matches(LogEvent)"/> read, those that the criteria need.</summary>
    public EventFacts Facts { get; } = new();

    /// <summary>True when <paramref name="e"/> meets all criteria.</summary>
    public bool Matches(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (criteria.Serial is { } serial && serial != e.Stamp.Serial) return false;
        if (criteria.Nodes.Count > 0 && !MatchesNode(e)) return false;
        if (criteria.Types.Count > 0 && !MatchesType(e)) return false;
        if (wanted != FactSet.None)
        {
            Facts.Read(e, wanted);
            if (!MatchesNumbers() || !MatchesIds() || !MatchesTexts() || !MatchesLabels()) return false;
        }

        return expression is null || expression.Matches(e);
    }

    private bool MatchesNode(LogEvent e)
    {
        if (!e.HasNode) return false;
        for (var i = 0; i < criteria.Nodes.Count; i++)
        {
            if (criteria.Nodes[i].Span.SequenceEqual(e.Node)) return true;
        }

        return false;
    }

    private bool MatchesType(LogEvent e)
    {
        for (var i = 0; i < criteria.Types.Count; i++)
        {
            if (e.Has(criteria.Types[i])) return true;
        }

        return false;
    }

    private bool MatchesNumbers() =>
        (criteria.Success is not { } success || Facts.Success == success)
        && (criteria.Pid is not { } pid || (Facts.Has(FactSet.Pid) && Facts.Pid == pid))
        && (criteria.Ppid is not { } ppid || (Facts.Has(FactSet.Ppid) && Facts.Ppid == ppid))
        && (criteria.Arch is not { } arch || (Facts.Has(FactSet.Arch) && Facts.Arch == arch))
        && (criteria.Syscall is not { } syscall || Facts.Syscall == syscall)
        && (criteria.Session is not { } session || (Facts.Has(FactSet.Session) && Facts.Session == session))
        && (criteria.Exit is not { } exit || (Facts.Has(FactSet.Exit) && Facts.Exit == exit));

    private bool MatchesIds() =>
        (criteria.Uid is not { } uid || IsUid(uid))
        && (criteria.Euid is not { } euid || IsEuid(euid))
        && (criteria.Auid is not { } auid || IsAuid(auid))
        && (criteria.AnyUid is not { } any || IsUid(any) || IsEuid(any) || IsAuid(any))
        && (criteria.Gid is not { } gid || IsGid(gid))
        && (criteria.Egid is not { } egid || IsEgid(egid))
        && (criteria.AnyGid is not { } anyGid || IsGid(anyGid) || IsEgid(anyGid));

    private bool IsUid(IdCriterion id) =>
        Facts.Has(FactSet.Uid) && !(id.IsName && Facts.IsUidNameless) && id.Matches(Facts.Uid, Facts.UidName);

    private bool IsEuid(IdCriterion id) => Facts.Has(FactSet.Euid) && id.Matches(Facts.Euid, Facts.EuidName);

    private bool IsAuid(IdCriterion id) => Facts.Has(FactSet.Auid) && id.Matches(Facts.Auid, Facts.AuidName);

    private bool IsGid(IdCriterion id) => Facts.Has(FactSet.Gid) && id.Matches(Facts.Gid, Facts.GidName);

    private bool IsEgid(IdCriterion id) => Facts.Has(FactSet.Egid) && id.Matches(Facts.Egid, Facts.EgidName);

    private bool MatchesTexts() =>
        Matches(criteria.Host, FactSet.Host, Facts.Host)
        && Matches(criteria.Terminal, FactSet.Terminal, Facts.Terminal)
        && Matches(criteria.Exe, FactSet.Exe, Facts.Exe)
        && Matches(criteria.Comm, FactSet.Comm, Facts.Comm)
        && Matches(criteria.VirtualMachine, FactSet.VirtualMachine, Facts.VirtualMachine)
        && Matches(criteria.Uuid, FactSet.Uuid, Facts.Uuid)
        && (criteria.Key is not { } key || MatchesKey(key.Span))
        && (criteria.File is not { } file || MatchesFile(file.Span));

    private bool Matches(ReadOnlyMemory<byte>? pattern, FactSet fact, ReadOnlySpan<byte> value) =>
        pattern is not { } text || (Facts.Has(fact) && IsIn(text.Span, value));

    private bool IsIn(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> value) =>
        criteria.IsWord ? value.SequenceEqual(pattern) : value.IndexOf(pattern) >= 0;

    private bool MatchesKey(ReadOnlySpan<byte> pattern)
    {
        for (var i = 0; i < Facts.KeyCount; i++)
        {
            if (IsIn(pattern, Facts.Key(i))) return true;
        }

        return false;
    }

    private bool MatchesFile(ReadOnlySpan<byte> pattern)
    {
        if (Facts.Has(FactSet.Cwd) && IsIn(pattern, Facts.Cwd)) return true;
        for (var i = 0; i < Facts.FileCount; i++)
        {
            if (IsIn(pattern, Facts.File(i).Name)) return true;
        }

        return false;
    }

    private bool MatchesLabels() =>
        (criteria.Subject is not { } subject || IsSubject(subject.Span))
        && (criteria.Object is not { } label || IsObject(label.Span))
        && (criteria.AnyLabel is not { } any || IsSubject(any.Span) || IsObject(any.Span));

    private bool IsSubject(ReadOnlySpan<byte> pattern)
    {
        for (var i = 0; i < Facts.SubjectCount; i++)
        {
            if (IsIn(pattern, Facts.Subject(i))) return true;
        }

        return false;
    }

    private bool IsObject(ReadOnlySpan<byte> pattern)
    {
        for (var i = 0; i < Facts.ObjectCount; i++)
        {
            if (IsIn(pattern, Facts.Object(i))) return true;
        }

        return false;
    }
}
