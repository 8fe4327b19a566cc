using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Watching;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex ps</c>: processes as a list, also those that have ended.</summary>
internal static class Ps
{
    private static readonly Flag Exited = new("exited", null, "With --if: also the processes that have ended.", 'e');

    internal static readonly Command Command = new()
    {
        Name = "ps",
        Summary = "list processes, also those that have ended",
        Description =
            """
            Lists processes with pid, parent, start, user, image and arguments. Without --if those that live now, from /proc. With --if those
            that live at the end of the logs, and with --exited also those that ended, with exit code or signal, duration and CPU. A start with
            a < before it is no more than a bound: the birth was not seen.
            """,
        Flags = [Flags.Json, Exited, Flags.Input, Flags.Accounting, Flags.Pid, Flags.Tree, Flags.User, Flags.LoginUser, Flags.Image, Flags.Kernel, Flags.Wide, Flags.Utc, Flags.Colour],
        Examples =
        [
            ("auspex ps --user root", "What root runs now."),
            ("auspex ps --exited --if audit.log --acct pacct", "Everything that ran while the log was written, and how it ended."),
        ],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        Listed.RefuseOperands("ps", values);
        var options = WatchFlags.Read(values);
        var filter = WatchFlags.ReadFilter(values);
        var hasExited = values.Has(Exited.Name);
        if (hasExited && !options.IsReplay) throw new UsageException("--exited needs --if FILE: /proc knows only the living");
        var proc = new ProcFs();
        using var stdout = StandardOutput.Open();
        var listed = new Listed(options, proc);
        var shown = listed.Filtered(filter, options).Where(p => hasExited || p.End is null).ToList();
        if (options.IsJson) WriteJson(shown, stdout, options.IsReplay ? RecordedWatch.NoBoot : proc.BootId);
        else new ProcessListing(stdout, new UserNames(), Listed.TextOptions(options)).WriteList(shown, hasExited);
        stdout.Flush();
        return listed.End(filter);
    }

    private static void WriteJson(IEnumerable<TrackedProcess> processes, Stream stdout, string bootId)
    {
        var line = new LineBuffer();
        var json = new ProcessJson(line, new UserNames(), bootId);
        foreach (var process in processes)
        {
            var kind = process.End is null ? ProcessEventKind.Snapshot : ProcessEventKind.Exit;
            json.Append(new ProcessEvent(kind, process.End?.Milliseconds ?? process.Key.StartMilliseconds, process, process.BirthSources, null));
            stdout.Write(line.Written);
            line.Clear();
        }
    }
}
