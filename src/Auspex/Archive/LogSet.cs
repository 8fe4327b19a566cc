namespace Auspex.Archive;

/// <summary>The logs to read, opened, oldest first. It owns them.</summary>
/// <remarks>
/// <c>-if</c> comes before <c>--input-logs</c>, that before a pipe at the standard input, that before what auditd.conf says. Of a directory
/// it is the log <c>audit.log</c>. A log's rotated files are numbered from 1, counted up to the first number without a file, and may be
/// compressed (<c>audit.log.3.gz</c>, <c>.zst</c>). Logs are opened newest first and each file is taken once, so that a rotation meanwhile
/// neither hides a file nor shows it twice. Source: spec 1.1.2.
/// </remarks>
public sealed class LogSet : IDisposable
{
    /// <summary>Rotated files of a log that are looked for at most.</summary>
    public const int MaxRotated = 32_000;

    /// <summary>
    /// How much earlier than a start time a file must begin for the older ones to be left out: records may be written a little late, and
    /// several machines' clocks may differ a little.
    /// </summary>
    public const int SlackSeconds = 60;

    private readonly ILogFiles files;
    private readonly HashSet<LogFileId> known = [];
    private readonly List<LogSource> logs = [];
    private readonly List<string> notes = [];
    private bool isInOrder; // one rotated log

    private LogSet(ILogFiles files) => this.files = files;

    /// <summary>The logs, oldest first.</summary>
    public IReadOnlyList<LogSource> Logs => logs;

    /// <summary>What to tell the person on the standard error before anything is read, a line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Why nothing can be read, as the tools say it; otherwise empty. Then the exit code is 1.</summary>
    public string Error { get; private set; } = "";

    /// <summary>What of <see cref="Error"/> is errno's; otherwise empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The part of <see cref="Notes"/> that tells which rotated files cannot be read.</summary>
    public IEnumerable<string> LeftOut => notes.Where(n => n.Contains(" is left out (", StringComparison.Ordinal));

    /// <summary>auditd.conf's end_of_event_timeout, or the built-in one.</summary>
    public int TimeoutSeconds { get; private set; }

    /// <summary>True when the standard input is the log: it has no checkpoint.</summary>
    public bool IsPipe { get; private set; }

    /// <summary>Opens what <paramref name="options"/> ask for.</summary>
    public static LogSet Open(ILogFiles files, LogSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var set = new LogSet(files);
        var config = LogConfig.Load(files, options.ConfigPath);
        set.Describe(config, options);
        if (options.Inputs.Count > 0)
        {
            foreach (var input in options.Inputs) set.AddInput(input);
            set.isInOrder &= options.Inputs.Count == 1;
        }
        else if (options.HasPipe && !options.UsesConfiguredLogs)
        {
            set.IsPipe = true;
            set.logs.Add(files.OpenStandardInput());
        }
        else
        {
            set.AddRotated(config.LogFile);
        }

        return set;
    }

    /// <summary>
    /// Leaves out the files that cannot hold a record of a time: of a rotated log those older than the newest that begins before the
    /// first second, and those that begin after the last one.
    /// </summary>
    /// <param name="firstSecond">Since 1970-01-01 UTC; <see cref="long.MinValue"/> for none.</param>
    /// <param name="lastSecond">The same; <see cref="long.MaxValue"/> for none.</param>
    /// <remarks>Differs from 4.2.2 (docs/differences.md, start-file).</remarks>
    public void Narrow(long firstSecond, long lastSecond)
    {
        if (!isInOrder) return;
        var first = logs.Count - 1;
        while (first > 0 && !(FirstTime.TryFind(logs[first].Beginning, out var begins) && begins < Less(firstSecond))) first--;
        Drop(0, Math.Max(first, 0));
        var last = logs.Count - 1;
        while (last > 0 && FirstTime.TryFind(logs[last].Beginning, out var begins) && begins > More(lastSecond)) last--;
        Drop(last + 1, Math.Max(logs.Count - last - 1, 0));
    }

    /// <summary>Leaves out the files before the one a checkpoint names.</summary>
    /// <returns>False when it is none of these; then nothing is left out.</returns>
    public bool TryBeginAt(LogFileId id)
    {
        var index = logs.FindLastIndex(log => log.Id == id);
        if (index > 0) Drop(0, index);
        return index >= 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in logs) log.Dispose();
        logs.Clear();
    }

    private void Describe(LogConfig config, LogSetOptions options)
    {
        TimeoutSeconds = config.TimeoutSeconds;
        notes.AddRange(config.Messages);
        if (config.IsLoaded) return;
        notes.Add(FormattableString.Invariant($"NOTE - using built-in end_of_event_timeout: {config.TimeoutSeconds}"));
        if (options.Inputs.Count == 0) notes.Add($"NOTE - using built-in logs: {config.LogFile}");
    }

    private void AddInput(string path)
    {
        switch (files.Inspect(path, out var reason))
        {
            case LogPathKind.Missing:
                Fail($"stat: {reason}", reason);
                break;
            case LogPathKind.Directory:
                var log = (path.EndsWith('/') ? path[..^1] : path) + "/audit.log";
                notes.Add($"NOTE - using logs in {log}");
                AddRotated(log);
                break;
            default:
                if (files.TryOpen(path, out reason) is { } opened) Add(opened);
                else Fail($"Error opening {path} ({reason})", reason);
                break;
        }
    }

    private void AddRotated(string path)
    {
        var start = logs.Count;
        if (files.TryOpen(path, out var reason) is not { } newest)
        {
            Fail($"Error opening {path} ({reason})", reason);
            return;
        }

        Add(newest);
        for (var number = 1; number <= MaxRotated && TryAddRotated(FormattableString.Invariant($"{path}.{number}")); number++)
        {
        }

        logs.Reverse(start, logs.Count - start);
        isInOrder = start == 0;
    }

    /// <summary>Adds a rotated file, plain or compressed, if it can be read.</summary>
    /// <returns>False when there is none of that number.</returns>
    private bool TryAddRotated(string path)
    {
        foreach (var name in (ReadOnlySpan<string>)[path, path + ".gz", path + ".zst"])
        {
            var kind = files.Inspect(name, out _);
            if (kind == LogPathKind.Missing) continue;
            var reason = "Is a directory";
            var log = kind == LogPathKind.File ? files.TryOpen(name, out reason) : null;
            if (log is not null) Add(log);
            else notes.Add($"NOTE - {name} is left out ({reason})");
            return true;
        }

        return false;
    }

    private void Add(LogSource log)
    {
        if (log.Id == LogFileId.None || known.Add(log.Id)) logs.Add(log);
        else log.Dispose();
    }

    private void Fail(string error, string reason)
    {
        if (Error.Length == 0) (Error, Reason) = (error, reason);
    }

    private void Drop(int start, int count)
    {
        for (var i = start; i < start + count; i++) logs[i].Dispose();
        logs.RemoveRange(start, count);
    }

    private static long Less(long second) => second < long.MinValue + SlackSeconds ? long.MinValue : second - SlackSeconds;

    private static long More(long second) => second > long.MaxValue - SlackSeconds ? long.MaxValue : second + SlackSeconds;
}
