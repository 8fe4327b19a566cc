using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Watching;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex tree</c>: the forest of processes, now or as a log tells it.</summary>
internal static class Tree
{
    private static readonly Flag At = new("at", "TIME", "With --if: only what lived at this time, which the logs must tell of, such as 2026-11-21T06:41:18Z, '2026-11-21 06:41:18' (local) or @1795243278.");

    internal static readonly Command Command = new()
    {
        Name = "tree",
        Summary = "draw who made whom: the forest of processes, with who they are and how they ended",
        Description =
            """
            Draws the forest of processes: each with its pid, its user, its image and arguments and, where it has ended, how, after how long
            and with how much CPU. Without --if the processes that live now, from /proc. With --if all that the logs tell of, or with --at
            those that lived at that time. A process keeps its maker as parent also when that has ended.
            """,
        Flags = [Flags.Input, At, Flags.Accounting, Flags.Tree, Flags.User, Flags.LoginUser, Flags.Image, Flags.Pid, Flags.Kernel, Flags.Wide, Flags.Utc, Flags.Colour],
        Examples =
        [
            ("auspex tree", "What lives now."),
            ("auspex tree --if audit.log --acct pacct", "All that a recorded log tells of, with deaths by signal."),
            ("auspex tree --if audit.log --at 2026-11-21T08:54:36.080Z", "What lived then."),
        ],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        Listed.RefuseOperands("tree", values);
        var options = WatchFlags.Read(values);
        var filter = WatchFlags.ReadFilter(values);
        long? at = values.Get(At.Name) is { } text ? TimeText.Parse(At.Name, text, options.Zone) : null;
        if (at is not null && !options.IsReplay) throw new UsageException("--at needs --if FILE: the past is in a log");
        using var stdout = StandardOutput.Open();
        var listing = new ProcessListing(stdout, new UserNames(), Listed.TextOptions(options));
        var listed = new Listed(options, new ProcFs());
        if (at is null || listed.Covers(at.Value, options.Zone))
            listing.WriteForest(ProcessListing.LivingAt(listed.Filtered(filter, options), at), at);
        stdout.Flush();
        return listed.End(filter);
    }
}
