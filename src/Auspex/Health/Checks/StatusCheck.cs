using Auspex.Kernel;

namespace Auspex.Health.Checks;

/// <summary>The state of the kernel's audit, and who takes its records.</summary>
internal static class StatusCheck
{
    private const uint BootLimit = 64;
    private const uint GoodLimit = 8192;
    private const int WaitTimeWords = 10;

    internal static void Run(AuditStatus status, AuditorFacts auditor, FindingList list)
    {
        CheckEnabled(status, list);
        CheckAuditor(auditor, list);
        CheckFailure(status, list);
        CheckBacklog(status, list);
        CheckLosses(status, list);
    }

    private static void CheckEnabled(AuditStatus status, FindingList list)
    {
        const string check = "audit.enabled";
        switch (status.Enabled)
        {
            case EnabledState.Off:
                list.Error(check, "Auditing is switched off.", "The kernel makes no events, whatever the rules are.", "Switch it on; auditd does so when it starts.", "auditctl -e 1");
                break;
            case EnabledState.Locked:
                list.Ok(check, "Auditing is on and locked: rules and settings stay as they are until the next boot.");
                break;
            default:
                list.Ok(check, "Auditing is on.");
                break;
        }
    }

    private static void CheckAuditor(AuditorFacts auditor, FindingList list)
    {
        const string check = "audit.auditor";
        switch (auditor.Kind)
        {
            case AuditorKind.Nobody:
                list.Warn(
                    check, "No auditor is registered.", "Records go to the kernel's own log, where they are soon overwritten, and to whoever listens.",
                    "Start auditd.", "systemctl start auditd");
                break;
            case AuditorKind.Auspex:
                list.Ok(check, $"The auditor is Auspex's auditd (pid {auditor.Pid}).");
                break;
            case AuditorKind.OtherAuditd:
                list.Ok(check, $"The auditor is {auditor.Program} (pid {auditor.Pid}), an auditd that is not Auspex's.");
                break;
            case AuditorKind.AuspexCommand:
                list.Note(
                    check, $"The auditor is a command of Auspex (pid {auditor.Pid}: {string.Join(' ', auditor.Arguments.Take(3))}).",
                    "It gives the place back when it ends; no auditd writes a log meanwhile.");
                break;
            case AuditorKind.Journald:
                list.Warn(
                    check, $"The auditor is systemd-journald (pid {auditor.Pid}).", "It keeps no log that ausearch and aureport read, and drops what comes too fast.",
                    "Start auditd; it takes the place.", "systemctl start auditd");
                break;
            case AuditorKind.Unseen:
                list.Warn(check, $"The auditor is pid {auditor.Pid}, which cannot be seen here.", "It lives in another pid namespace, or is gone.", "Look for it on the host.");
                break;
            default:
                list.Note(check, $"The auditor is {auditor.Program} (pid {auditor.Pid}).", "auditd cannot register while it has the place, and writes no log.", "Stop it before auditd is started.");
                break;
        }
    }

    private static void CheckFailure(AuditStatus status, FindingList list)
    {
        const string check = "audit.failure";
        switch (status.Failure)
        {
            case FailureMode.Silent:
                list.Warn(check, "The kernel says nothing when it loses a record (failure mode 0).", "Losses show in the lost counter alone.", "Have it print a line; put the same into the rules.", "auditctl -f 1");
                break;
            case FailureMode.Panic:
                list.Note(check, "The machine halts when a record is lost (failure mode 2).", "That is what the strictest rules ask for; a full disk or a slow auditor stops the machine.");
                break;
            default:
                list.Ok(check, "The kernel prints a line when it loses a record (failure mode 1).");
                break;
        }
    }

    private static void CheckBacklog(AuditStatus status, FindingList list)
    {
        CheckLimit(status.BacklogLimit, list);
        if (status.BacklogLimit > 0 && status.Backlog >= status.BacklogLimit * 3L / 4)
            list.Warn(
                "audit.backlog", $"{status.Backlog} of at most {status.BacklogLimit} records wait for the auditor.",
                "When the limit is reached, programs are held up, then records are lost.", "See which rules make the most records, and whether the auditor runs.",
                "auspex rules cost --live 30");
        else
            list.Ok("audit.backlog", $"{Amount.Of(status.Backlog, "record")} wait for the auditor.");
        if (status.RateLimit > 0)
            list.Warn(
                "audit.rate", $"The kernel lets {Amount.Of(status.RateLimit, "record")} a second through (rate_limit).", "What comes beyond is lost: whoever makes noise can hide what he does.",
                "Take the limit away, and from the rules.", "auditctl -r 0");
        else
            list.Ok("audit.rate", "The kernel limits no rate.");
        if (status.WordCount < WaitTimeWords) return;
        if (status.BacklogWaitTime == 0)
            list.Warn(
                "audit.wait", "Programs do not wait for room in the backlog (backlog_wait_time 0).", "Records are lost as soon as the backlog is full.",
                "Let them wait for a while.", "auditctl --backlog_wait_time 15000");
        else if (status.BacklogWaitTimeActual > 0)
            list.Note(
                "audit.wait", $"Programs have waited {status.BacklogWaitTimeActual} clock ticks in all for room in the backlog.", "The auditor was too slow at times, and slowed down who was audited.",
                "Raise the backlog limit, or record less.", "auspex rules cost --live 30");
        else
            list.Ok("audit.wait", $"Programs wait up to {status.BacklogWaitTime} clock ticks for room in the backlog, and never had to.");
    }

    private static void CheckLimit(uint limit, FindingList list)
    {
        const string check = "audit.backlog_limit";
        const string command = "auditctl -b 8192";
        if (limit == 0)
            list.Note(check, "Any number of records may wait for the auditor (backlog_limit 0).", "While it stands still, they fill the memory.", "Set a limit, and put it into the rules.", command);
        else if (limit <= BootLimit)
            list.Warn(check, $"Only {limit} records may wait for the auditor (backlog_limit).", "A burst of a few milliseconds fills it; then programs are held up and records are lost.", "Raise it, and put it into the rules.", command);
        else if (limit < GoodLimit)
            list.Note(check, $"{limit} records may wait for the auditor (backlog_limit).", "On a busy machine that is little.", "Raise it, and put it into the rules.", command);
        else
            list.Ok(check, $"{limit} records may wait for the auditor.");
    }

    private static void CheckLosses(AuditStatus status, FindingList list)
    {
        if (status.Lost == 0)
            list.Ok("audit.lost", "The kernel has lost no record.");
        else
            list.Warn(
                "audit.lost", $"The kernel has lost {Amount.Of(status.Lost, "record")} since boot, or since the count was set back.",
                "What they told is nowhere.", "Find the cause (backlog limit, rate limit, no auditor), then set the count back to see whether it goes on.", "auditctl --reset-lost");
    }
}
