using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Reports.Cost;

/// <summary>Says what rules would make of recorded events. One thread.</summary>
/// <remarks>
/// Of each list the first rule that matches decides. An event that begins with another record than SYSCALL was not made by a rule for
/// calls: records of programs pass the user list, what the kernel tells of itself is always kept. The task list is looked at with the
/// ids at the time of the call. Source: auditctl(8); behaviour of the kernel's filters.
/// </remarks>
internal sealed class RuleSetTest
{
    private readonly ILookup<RuleList, (RuleTest Test, int Index)> lists;

    /// <summary>A test of <paramref name="rules"/>.</summary>
    public RuleSetTest(IReadOnlyList<WantedRule> rules) =>
        lists = rules.Select((r, i) => (new RuleTest(r.Wire), i)).ToLookup(t => t.Item1.Rule.List);

    /// <summary>What becomes of an event.</summary>
    /// <param name="e">What it tells.</param>
    /// <param name="records">Its records.</param>
    /// <param name="index">The rule that would record it, or -1 where none need.</param>
    /// <param name="bytes">The bytes that would be left of it.</param>
    public Fate Judge(TrafficEvent e, LogEvent records, out int index, out long bytes)
    {
        bytes = BytesLeft(e, records);
        var fate = bytes == 0 ? Fate.Gone : Fate.Kept;
        index = -1;
        if (fate == Fate.Kept && e.Type == RecordType.Syscall) fate = JudgeCall(e, RuleList.Exit, out index);
        else if (fate == Fate.Kept && e.Type == RecordType.Uringop) fate = JudgeCall(e, RuleList.IoUring, out index);
        else if (fate == Fate.Kept && IsOfProgram(e.Type)) fate = JudgeProgram(e);
        if (fate == Fate.Gone) bytes = 0;
        return fate;
    }

    private static bool IsOfProgram(RecordType type) => (int)type is 1005 or (>= 1100 and <= 1199) or (>= 2100 and <= 2999);

    private Fate JudgeCall(TrafficEvent e, RuleList list, out int index)
    {
        index = -1;
        var isUncertain = false;
        foreach (var (test, _) in lists[RuleList.Task])
        {
            var verdict = test.Matches(e, default);
            if (verdict == Verdict.Yes && test.Rule.Action == RuleAction.Never) return Fate.Gone;
            if (verdict == Verdict.Yes) break;
            isUncertain |= verdict == Verdict.Unknown;
        }

        foreach (var (test, place) in lists[list])
        {
            var verdict = test.MatchesCall(e);
            isUncertain |= verdict == Verdict.Unknown;
            if (verdict != Verdict.Yes) continue;
            if (test.Rule.Action == RuleAction.Always) index = place;
            if (isUncertain) return Fate.Uncertain;
            return test.Rule.Action == RuleAction.Always ? Fate.Kept : Fate.Gone;
        }

        return isUncertain ? Fate.Uncertain : Fate.Gone;
    }

    private Fate JudgeProgram(TrafficEvent e)
    {
        foreach (var (test, _) in lists[RuleList.User])
        {
            var verdict = test.Matches(e, e.Type);
            if (verdict == Verdict.Unknown) return Fate.Uncertain;
            if (verdict == Verdict.Yes) return test.Rule.Action == RuleAction.Never ? Fate.Gone : Fate.Kept;
        }

        return Fate.Kept;
    }

    private long BytesLeft(TrafficEvent e, LogEvent records)
    {
        if (!lists.Contains(RuleList.Exclude)) return e.Bytes;
        var left = 0L;
        var shown = 0;
        foreach (var spot in records.Spots)
        {
            if (lists[RuleList.Exclude].Any(t => t.Test.Matches(e, spot.Type) == Verdict.Yes)) continue;
            left += spot.Length + 1;
            if (spot.Type != RecordType.Eoe) shown++;
        }

        return shown == 0 ? 0 : left;
    }
}
