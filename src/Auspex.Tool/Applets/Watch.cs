using Auspex.Tool.CommandLine;
using Auspex.Tool.Watching;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex watch</c>: every process from birth to death, live from the kernel or from recorded files.</summary>
internal static class Watch
{
    private static readonly Flag Duration = new("for", "TIME", "End after this time: seconds, or a number with s, m, h or d.", 'f');
    private static readonly Flag Count = new("count", "N", "End after N lines.", 'n');
    private static readonly Flag Key = new("key", "KEY", "Only what a rule with this key told of. May be repeated.", 'k') { IsRepeatable = true };
    private static readonly Flag Only = new("only", "WHAT", "Only fork, exec or exit. May be repeated.", 'o') { IsRepeatable = true };
    private static readonly Flag Snapshot = new("snapshot", null, "Also show the processes that live at the start; --json always does.");
    private static readonly Flag NoSnapshot = new("no-snapshot", null, "With --json: leave out the processes that live at the start.");
    private static readonly Flag NoAccounting = new("no-acct", null, "Do without process accounting: deaths by signal are then not seen.");
    private static readonly Flag NoRules = new("no-rules", null, "Add no audit rules: see only what the loaded rules tell.");
    private static readonly Flag Record = new("record", "FILE", "Also append the audit records to FILE, as auditd would log them, and what accounting tells to FILE.acct, for --if.");
    private static readonly Flag Quiet = new("quiet", null, "No notices, no status line, no summary.", 'q');

    internal static readonly Command Command = new()
    {
        Name = "watch",
        Summary = "show every process being born, changing its image and dying, live",
        Description =
            """
            Shows each process of the machine from birth to death: who made it, what it ran with which arguments, as whom, and how it ended
            with which exit code or signal, after how long, with how much CPU. Births, images and exits come from the kernel's audit system;
            deaths by signal, which audit does not tell, from process accounting. What is missing is shown as LOST, never passed over.

            Becomes the auditor where none is registered; beside a running auditd it listens by multicast and never pushes it out. Adds two rules
            of its own (key auspex-process) and turns accounting on where it is off; puts everything back at the end, also after a crash at
            the next start. Needs root (CAP_AUDIT_CONTROL, CAP_AUDIT_READ, CAP_SYS_PACCT). With --if it reads recorded logs and needs nothing; FILE.acct
            beside the log, which --record writes, is then read as --acct.

            Nobody waits for whoever reads: lines that the output does not take in time are counted and told as LOST. While it is the auditor
            the kernel waits for room in its backlog 5 ms and not a minute. Ctrl-Z first puts everything back, then stops; fg begins anew.

            A process that was there before auditing was first switched on makes no records: its children are found by what they do, and
            are marked "birth not seen". Booting with audit=1 avoids that.
            """,
        Flags =
        [
            Flags.Json, Flags.Pid, Flags.Tree, Flags.User, Flags.LoginUser, Flags.Image, Key, Only, Duration, Count, Flags.Input,
            Flags.Accounting, Snapshot, NoSnapshot, NoAccounting, NoRules, Record, Flags.Kernel, Flags.Wide, Flags.Utc, Flags.Colour, Quiet,
        ],
        Examples =
        [
            ("auspex watch", "Everything, until Ctrl-C."),
            ("auspex watch --json --for 60 >processes.json", "One minute as JSON, one object a line."),
            ("auspex watch --tree $$", "Only what descends from this shell."),
            ("auspex watch --if /var/log/audit/audit.log --image 'python*'", "From a log: python's processes."),
        ],
        ExitCodes =
        [
            (0, "the time or the count was reached, or a signal ended it"),
            (1, "watching is not possible, or broke off, or not all was written or put back; a sentence says why"),
            (2, "the command line is wrong"),
        ],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        Listed.RefuseOperands("watch", values);
        var options = WatchFlags.Read(values) with
        {
            Duration = values.GetTime(Duration.Name),
            Count = values.GetNumber(Count.Name, 1, long.MaxValue),
            HasAccounting = !values.Has(NoAccounting.Name),
            AddsRules = !values.Has(NoRules.Name),
            RecordFile = values.Get(Record.Name),
            IsQuiet = values.Has(Quiet.Name),
        };
        options = options with
        {
            ShowsSnapshot = options.IsJson ? !values.Has(NoSnapshot.Name) : values.Has(Snapshot.Name),
            Filter = WatchFlags.ReadFilter(values, Key, Only),
        };
        if (!options.HasAccounting)
        {
            if (values.Has(Flags.Accounting.Name)) throw new UsageException($"--{NoAccounting.Name} and --{Flags.Accounting.Name} exclude each other");
            options = options with { AccountingFile = null };
        }

        if (!options.IsReplay) return LiveRun.Run(options);
        foreach (var flag in (ReadOnlySpan<Flag>)[Record, Duration, NoRules, Snapshot])
        {
            if (values.Has(flag.Name)) throw new UsageException($"--{flag.Name} is for watching live, and --{Flags.Input.Name} reads what was recorded");
        }

        return ReplayedWatch.Run(options);
    }
}
