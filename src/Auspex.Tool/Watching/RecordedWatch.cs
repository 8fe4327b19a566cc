using Auspex.Archive;
using Auspex.Events;
using Auspex.Linux.Files;
using Auspex.Processes;
using Auspex.Text;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Tool.Watching;

/// <summary>Reads recorded logs, and perhaps an accounting file, as if they happened now.</summary>
/// <remarks>Files and folders are those of ausearch: compressed, rotated, being written, or the standard input.</remarks>
internal sealed class RecordedWatch
{
    internal const string NoBoot = "00000000";

    private readonly List<string> complaints = [];
    private readonly LogFiles files = new();

    private RecordedWatch()
    {
    }

    /// <summary>What to tell the person about the logs, a sentence each.</summary>
    internal IReadOnlyList<string> Complaints => complaints;

    /// <summary>False when a log could not be read to its end, or holds no record in spite of its lines.</summary>
    internal bool IsGood { get; private set; } = true;

    /// <summary>The exit code that this means.</summary>
    internal int ExitCode => IsGood ? 0 : 1;

    /// <summary>Feeds <paramref name="sink"/>; <paramref name="onProgress"/> is called from time to time and may ask to stop.</summary>
    internal static RecordedWatch Run(
        WatchOptions options, IProcessSink sink, LifecycleOptions lifeOptions, Func<bool>? onProgress = null)
    {
        using var accounting = options.AccountingFile is { } path ? OpenAccounting(path) : null;
        var lives = new NodeLives(sink, lifeOptions, accounting);
        var assembler = new EventAssembler(
            onProgress is null ? lives : new Progress(lives, onProgress), new AssemblerOptions { Keep = Lifecycle.Keeps });
        var run = new RecordedWatch();
        run.Read(options.Inputs, new LogFeed(assembler));
        assembler.Flush();
        lives.Finish();
        return run;
    }

    private void Read(IReadOnlyList<string> inputs, LogFeed feed)
    {
        foreach (var input in inputs)
        {
            if (!Read(input, feed)) break;
        }

        if (feed.Malformed > 0) complaints.Add($"{feed.Malformed} {(feed.Malformed == 1 ? "line is no audit record" : "lines are no audit records")}");
        if (feed.Prefixed > 0)
            complaints.Add($"{Plural.Of(feed.Prefixed, "record")} {(feed.Prefixed == 1 ? "stands" : "stand")} in lines of a system log, which others than the kernel can write to");
        if (feed is not { Records: 0, Malformed: > 0 }) return;
        Fail("not one line is an audit record: these are lines as 'type=SYSCALL msg=audit(1795243278.123:42): …'; what a program put before them must be cut off");
    }

    /// <returns>False when the sink has asked to stop.</returns>
    private bool Read(string input, LogFeed feed)
    {
        if (input == "-")
        {
            using var stdin = files.OpenStandardInput();
            return Read(stdin, feed);
        }

        using var set = LogSet.Open(files, new LogSetOptions { Inputs = [input] });
        if (set.Error.Length > 0) Fail($"{set.ErrorPath}: {set.Reason}");
        complaints.AddRange(set.LeftOutNotes);
        foreach (var log in set.Logs)
        {
            if (!Read(log, feed)) return false;
        }

        return true;
    }

    private bool Read(LogSource log, LogFeed feed)
    {
        var goesOn = feed.Read(log);
        if (log.Problem.Length > 0) Fail($"{log.Path}: {log.Problem}");
        return goesOn;
    }

    private void Fail(string complaint)
    {
        IsGood = false;
        complaints.Add(complaint);
    }

    private static FileStream OpenAccounting(string path) =>
        path == "-"
            ? new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);

    private sealed class Progress(NodeLives inner, Func<bool> onProgress) : IEventSink
    {
        private int events;

        public bool OnEvent(AuditEvent auditEvent) => inner.OnEvent(auditEvent) && ((++events & 63) != 0 || onProgress());

        public void OnLost(in Loss loss) => inner.OnLost(loss);
    }
}
