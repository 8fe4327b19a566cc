using Auspex.Kernel;
using Auspex.Rules;

namespace Auspex.Linux.Watching;

/// <summary>Judges from the state of audit how complete the picture of processes can be.</summary>
internal static class SessionNotices
{
    /// <summary>The notices.</summary>
    /// <param name="before">The status before a session changed anything.</param>
    /// <param name="loaded">All rules now.</param>
    /// <param name="own">The process rules of this machine.</param>
    /// <param name="added">Whether they were added, or found.</param>
    internal static IEnumerable<SessionNotice> Judge(
        AuditStatus before, IReadOnlyList<RuleWire> loaded, IReadOnlyList<RuleWire> own, bool added)
    {
        if (before.Enabled == EnabledState.Locked)
        {
            yield return new(NoticeKind.Locked,
                "Audit is locked until the next boot (enabled 2): no rules can be added, so that only events of the rules already " +
                "loaded are seen; the list from /proc and accounting of deaths still work.");
        }
        else if (own.Count == 0)
        {
            yield return new(NoticeKind.NoRules, "The system calls of this machine are not known: add rules for processes by auditctl.");
        }
        else if (!added)
        {
            yield return new(NoticeKind.NoRules, "No rules were added: only events of the rules already loaded are seen.");
        }

        if (before.Enabled == EnabledState.Off)
        {
            yield return new(NoticeKind.OlderProcesses,
                "Auditing was off: processes that have run since before it was first switched on make no events themselves (their " +
                "forks, images and deaths are known only from their children, accounting and /proc).");
        }

        if (before.Failure == FailureMode.Panic)
        {
            yield return new(NoticeKind.PanicOnLoss,
                "The kernel is set to halt the machine when it loses an audit record (failure 2), and watching adds records.");
        }

        if (before.RateLimit != 0)
        {
            yield return new(NoticeKind.RateLimited,
                $"The kernel lets only {before.RateLimit} audit records a second through (rate_limit); more are lost.");
        }

        foreach (var notice in Obstacles(loaded, own)) yield return notice;
    }

    private static IEnumerable<SessionNotice> Obstacles(IReadOnlyList<RuleWire> loaded, IReadOnlyList<RuleWire> own)
    {
        foreach (var group in RuleObstacles.Find(loaded, own).GroupBy(o => o.Obstacle))
        {
            var rules = group.Count() == 1 ? "A loaded rule" : $"{group.Count()} loaded rules";
            yield return new(NoticeKind.RulesHide, group.Key switch
            {
                RuleObstacle.NeverTask => $"{rules} of the task list (never,task) may keep processes from making events at all.",
                RuleObstacle.NeverExit => $"{rules} (never,exit) ahead of ours may hide some births, images or deaths.",
                _ => $"{rules} of the exclude list may take records away that are needed.",
            });
        }
    }
}
