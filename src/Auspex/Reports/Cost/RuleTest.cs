using System.Text;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Reports.Cost;

/// <summary>One rule, made ready to be tried on recorded events.</summary>
/// <remarks>
/// Paths are compared by name: what reaches a file by a symbolic or hard link, or after a rename, is not seen. Labels are unknown.
/// Source: auditctl(8); behaviour of the kernel's filters.
/// </remarks>
internal sealed class RuleTest
{
    private readonly (RuleField Field, RuleOperator Operator, uint Value, string Text)[] conditions;

    /// <summary>A test of <paramref name="rule"/>.</summary>
    public RuleTest(RuleWire rule)
    {
        Rule = rule;
        conditions = new (RuleField, RuleOperator, uint, string)[rule.ConditionCount];
        for (var i = 0; i < conditions.Length; i++)
        {
            var condition = rule.GetCondition(i);
            conditions[i] = (condition.Field, condition.Operator, condition.Value, Encoding.Latin1.GetString(condition.Text));
        }
    }

    /// <summary>The rule.</summary>
    public RuleWire Rule { get; }

    /// <summary>Whether the rule matches the call of <paramref name="e"/>.</summary>
    public Verdict MatchesCall(TrafficEvent e)
    {
        if (!Rule.AllSyscalls && !Rule.HasSyscall(e.Syscall)) return Verdict.No;
        return Matches(e, default);
    }

    /// <summary>Whether its conditions hold for <paramref name="e"/>, of which a record of <paramref name="type"/> is looked at.</summary>
    public Verdict Matches(TrafficEvent e, RecordType type)
    {
        var result = Verdict.Yes;
        foreach (var (field, sign, value, text) in conditions)
        {
            var one = One(e, type, field, sign, value, text);
            if (one == Verdict.No) return Verdict.No;
            if (one == Verdict.Unknown) result = Verdict.Unknown;
        }

        return result;
    }

    private static Verdict One(TrafficEvent e, RecordType type, RuleField field, RuleOperator sign, uint value, string text)
    {
        switch (field)
        {
            case RuleField.Key:
                return Verdict.Yes;
            case RuleField.MsgType:
                return Of(Compare((uint)type, sign, value));
            case RuleField.LoginUidSet:
                return e.Find(RuleField.Auid) is { } auid ? Of(Compare(auid == uint.MaxValue ? 0u : 1u, sign, value)) : Verdict.Unknown;
            case RuleField.Exe:
                return e.Exe.IsEmpty ? Verdict.Unknown : Of((Encoding.Latin1.GetString(e.Exe) == text) == (sign == RuleOperator.Equal));
            case RuleField.Perm:
                return AccessClasses.Matches(e, value);
            case RuleField.FieldCompare:
                return ComparePair(e, sign, value);
            case RuleField.Path or RuleField.Dir:
                return AnyPath(e, p => p.Name.Length == 0 ? null : IsAt(p.Name, text, field == RuleField.Dir) == (sign == RuleOperator.Equal));
            case RuleField.Inode:
                return AnyPath(e, p => p.Inode is { } n ? Compare(n, sign, value) : null);
            case RuleField.DevMajor:
                return AnyPath(e, p => p.DevMajor is { } n ? Compare(n, sign, value) : null);
            case RuleField.DevMinor:
                return AnyPath(e, p => p.DevMinor is { } n ? Compare(n, sign, value) : null);
            case RuleField.ObjUid:
                return AnyPath(e, p => p.OwnerUid is { } n ? Compare(n, sign, value) : null);
            case RuleField.ObjGid:
                return AnyPath(e, p => p.OwnerGid is { } n ? Compare(n, sign, value) : null);
            case RuleField.FileType:
                return AnyPath(e, p => p.Mode is { } n ? Compare(n & 0xF000, sign, value) : null);
            case RuleField.SaddrFam:
                return e.Find(field) is { } family ? Of(Compare(family, sign, value)) : Verdict.No;
            default:
                return e.Find(field) is { } number ? Of(Compare(number, sign, value)) : Verdict.Unknown;
        }
    }

    private static Verdict ComparePair(TrafficEvent e, RuleOperator sign, uint pair)
    {
        if (!FieldPairs.TryGetPair(pair, out var left, out var right) || e.Find(left) is not { } value) return Verdict.Unknown;
        if (right == RuleField.ObjUid) return AnyPath(e, p => p.OwnerUid is { } n ? Compare(value, sign, n) : null);
        if (right == RuleField.ObjGid) return AnyPath(e, p => p.OwnerGid is { } n ? Compare(value, sign, n) : null);
        return e.Find(right) is { } other ? Of(Compare(value, sign, other)) : Verdict.Unknown;
    }

    private static Verdict AnyPath(TrafficEvent e, Func<TrafficPath, bool?> test)
    {
        var result = Verdict.No;
        foreach (var path in e.Paths)
        {
            if (test(path) is not { } holds) result = Verdict.Unknown;
            else if (holds) return Verdict.Yes;
        }

        return result;
    }

    private static bool IsAt(string name, string path, bool isTree) =>
        name == path || (isTree && name.StartsWith(path, StringComparison.Ordinal) && (path.EndsWith('/') || name[path.Length] == '/'));

    private static bool Compare(uint left, RuleOperator sign, uint right) => sign switch
    {
        RuleOperator.Equal => left == right,
        RuleOperator.NotEqual => left != right,
        RuleOperator.LessThan => left < right,
        RuleOperator.LessOrEqual => left <= right,
        RuleOperator.GreaterThan => left > right,
        RuleOperator.GreaterOrEqual => left >= right,
        RuleOperator.BitMask => (left & right) != 0,
        RuleOperator.BitTest => (left & right) == right,
        _ => false,
    };

    private static Verdict Of(bool value) => value ? Verdict.Yes : Verdict.No;
}
