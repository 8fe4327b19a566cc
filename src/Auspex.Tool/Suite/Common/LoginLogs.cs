using Auspex.Archive;
using Auspex.Search;
using Auspex.Search.Sources;

namespace Auspex.Tool.Suite.Common;

/// <summary>The logs as aulast and aulastlog read them: by the rules and with the messages of auparse(3).</summary>
internal sealed class LoginLogs : IDisposable
{
    private readonly SuiteHost host;
    private readonly IReadOnlyList<LogSource> logs;
    private readonly IDisposable? set;
    private readonly int timeoutSeconds;

    private LoginLogs(SuiteHost host, IReadOnlyList<LogSource> logs, IDisposable? set, int timeoutSeconds)
    {
        this.host = host;
        this.logs = logs;
        this.set = set;
        this.timeoutSeconds = timeoutSeconds;
    }

    /// <summary>Opens a file, standard input, or else the log of auditd.conf with its rotated files.</summary>
    /// <exception cref="SuiteFailure">It cannot be opened.</exception>
    internal static LoginLogs Open(SuiteHost host, string? path, bool readsStandardInput)
    {
        if (readsStandardInput) return new LoginLogs(host, [host.Files.OpenStandardInput()], set: null, EventQueue.DefaultTimeoutSeconds);
        if (path is not null)
        {
            var log = host.Files.TryOpen(path, out var reason) ?? throw new SuiteFailure($"Error - {reason}");
            return new LoginLogs(host, [log], set: null, EventQueue.DefaultTimeoutSeconds);
        }

        var set = LogSet.Open(host.Files, new LogSetOptions { UsesConfiguredLogs = true, ConfigPath = host.ConfigPath });
        if (set.Error.Length > 0)
        {
            set.Dispose();
            throw new SuiteFailure($"No log file\nError - {set.Reason}");
        }

        foreach (var note in set.LeftOutNotes) host.Say(note + "\n");
        return new LoginLogs(host, set.Logs, set, set.TimeoutSeconds);
    }

    /// <summary>Reads all of them.</summary>
    internal bool Read(IEventVisitor visitor)
    {
        var chain = new LogChain(logs);
        return new LogReading(chain, new PlainSearch(chain, TimeRange.All, visitor, timeoutSeconds, completesAtEnd: true)).Run();
    }

    /// <summary>Says on standard error which logs could not be read to their end.</summary>
    /// <returns>True when there is such a log.</returns>
    internal bool TellProblems(string tool)
    {
        foreach (var log in logs)
        {
            if (log.LongLines > 0) host.Say($"{tool}: {log.Path}: {log.LongLines} lines left out: longer than {LogSource.MaxLineBytes} bytes\n");
        }

        return LogProblems.Tell(logs, tool, host);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        set?.Dispose();
        if (set is not null) return;
        foreach (var log in logs) log.Dispose();
    }
}
