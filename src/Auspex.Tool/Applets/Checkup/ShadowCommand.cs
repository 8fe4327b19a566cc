using Auspex.Archive;
using Auspex.Kernel;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets.Checkup;

/// <summary><c>auspex shadow</c>: compares what the kernel tells with what another auditd writes.</summary>
internal static class ShadowCommand
{
    private const string Config = "/etc/audit/auditd.conf";
    private const int Trouble = 2;
    private const int DefaultMebibytes = 32;
    private const int MaxMebibytes = 1024;

    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(5);

    private static readonly Flag Log = new("log", "FILE", "The log of the other; log_file of /etc/audit/auditd.conf unless told.", 'l');
    private static readonly Flag Duration = new("for", "TIME", "End after this time: seconds, or a number with s, m, h or d.", 'f');
    private static readonly Flag Grace = new("grace", "TIME", "How long the log is waited for before an event is missing from it; 5 seconds unless told.", 'g');

    private static readonly Flag Buffer = new("buffer", "MIB", "Room for records that wait to be heard, in MiB; 32 unless told.");

    internal static readonly Command Command = new()
    {
        Name = "shadow",
        Summary = "run beside an auditd and tell what its log lacks",
        Description =
            """
            Listens to the kernel beside whoever is the auditor, follows the auditor's log over rotations, and compares both event by event:
            what the log lacks, what it has that was not heard, and records whose bytes are not those that Auspex's auditd would have
            written. What ENRICHED appends is not compared, nor are records that auditd makes itself or leaves out by design. Nothing is
            written.

            A line for each run of events that differ in the same way: kind, events, records on both sides, serials, times, and types of
            first records. missing-in-log: heard, and not in the log. not-heard: in the log, and not heard; when the kernel dropped
            records for this listener, that is why, and the last line says so. partly-in-log, partly-heard: fewer records on one side.
            different: other bytes. late: told as missing before, but it came after the time of grace.

            While its room for waiting records is more than half full, the kernel gives way to other programs after each record: give it
            a core's time, and do not suspend it.

            Compared are the events that begin while it runs. The memory is fixed: 65536 events may wait for the other side. Lines that the
            log has from other machines count as not heard. Needs CAP_AUDIT_READ, and the right to read the log.
            """,
        Flags = [Log, Duration, Grace, Buffer, Flags.Json],
        Examples =
        [
            ("sudo auspex shadow --for 1h", "Whether auditd wrote everything for an hour."),
            ("sudo auspex shadow --log /var/log/audit/audit.log --json >differences", "Until Ctrl-C, one JSON object a line."),
        ],
        ExitCodes = [(0, "both are equal"), (1, "they differ"), (Trouble, "comparing is not possible, or the command line is wrong")],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        if (values.Operands.Count > 0) throw new UsageException($"shadow takes no operand; '{values.Operands[0]}' was given");
        var log = Path.GetFullPath(values.Get(Log.Name) ?? LogConfig.Load(new LogFiles(), Config).LogFile);
        try
        {
            var room = (int)(values.GetNumber(Buffer.Name, 1, MaxMebibytes) ?? DefaultMebibytes) << 20;
            using var run = new ShadowRun(log, values.GetTime(Duration.Name), values.GetTime(Grace.Name) ?? DefaultGrace, room, values.Has(Flags.Json.Name));
            return run.Run() ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardError.Tell($"auspex: {FailureWords.WithPath(e)}");
            return Trouble;
        }
    }
}
