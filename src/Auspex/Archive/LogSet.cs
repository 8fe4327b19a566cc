using System.Globalization;

namespace Auspex.Archive;

/// <summary>The logs to read, opened, oldest first. It owns them.</summary>
/// <remarks>
/// <c>-if</c> comes before <c>--input-logs</c>, that before a pipe at the standard input, that before what auditd.conf says. Of a directory
/// it is the log <c>audit.log</c>. A log's rotated files are numbered from 1 and may be compressed (<c>audit.log.3.gz</c>, <c>.xz</c>,
/// <c>.zst</c>); a number without a file between two others is told of. Logs are opened newest first and each file is taken once, so that a rotation meanwhile
/// neither hides a file nor shows it twice. Source: spec 1.1.2.
/// </remarks>
internal sealed class LogSet : IDisposable
{
    /// <summary>Rotated files of a log that are looked for at most.</summary>
    public const int MaxRotated = 32_000;

    private readonly ILogFiles files;
    private readonly HashSet<LogFileId> known = [];
    private readonly List<LogSource> logs = [];
    private readonly List<string> notes = [];
    private readonly List<string> leftOut = [];

    private LogSet(ILogFiles files) => this.files = files;

    /// <summary>The logs, oldest first.</summary>
    public IReadOnlyList<LogSource> Logs => logs;

    /// <summary>What to tell the person on the standard error before anything is read, a line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Why nothing can be read, as the tools say it; otherwise empty. Then the exit code is 1.</summary>
    public string Error { get; private set; } = "";

    /// <summary>What of <see cref="Error"/> is errno's; otherwise empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The file or folder that <see cref="Error"/> is about: of a folder that is there, the log that was looked for in it.</summary>
    public string ErrorPath { get; private set; } = "";

    /// <summary>Rotated files that cannot be read, or are not there while younger and older ones are. <see cref="Notes"/> tell why.</summary>
    public IReadOnlyList<string> LeftOut => leftOut;

    /// <summary>Why the ones of <see cref="LeftOut"/> are left out, a line each: a part of <see cref="Notes"/>.</summary>
    public IEnumerable<string> LeftOutNotes => notes.Where(n => n.Contains(" is left out (", StringComparison.Ordinal));

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

    /// <summary>Leaves out the files before the one a checkpoint names.</summary>
    /// <returns>False when it is none of these; then nothing is left out.</returns>
    public bool TryBeginAt(LogFileId id)
    {
        var index = logs.FindLastIndex(log => log.Id == id);
        for (var i = 0; i < index; i++) logs[i].Dispose();
        logs.RemoveRange(0, Math.Max(index, 0));
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
                Fail(path, $"stat: {reason}", reason);
                break;
            case LogPathKind.Directory:
                var log = (path.EndsWith('/') ? path[..^1] : path) + "/audit.log";
                notes.Add($"NOTE - using logs in {log}");
                AddRotated(log);
                break;
            default:
                if (files.TryOpen(path, out reason) is { } opened) Add(opened);
                else Fail(path, $"Error opening {path} ({reason})", reason);
                break;
        }
    }

    private void AddRotated(string path)
    {
        var start = logs.Count;
        if (files.TryOpen(path, out var reason) is not { } newest)
        {
            Fail(path, $"Error opening {path} ({reason})", reason);
            return;
        }

        Add(newest);
        var next = 1;
        while (next <= MaxRotated && TryAddRotated(Numbered(path, next))) next++;
        var missing = new List<string>();
        foreach (var number in NumbersFrom(next + 1, path))
        {
            for (; next < number; next++) missing.Add(Numbered(path, next));
            if (TryAddRotated(Numbered(path, number))) next = number + 1;
        }

        foreach (var name in missing) CheckMissing(name);
        logs.Reverse(start, logs.Count - start);
    }

    /// <summary>Adds a rotated file, plain or compressed, if it can be read.</summary>
    /// <returns>False when there is none of that number.</returns>
    private bool TryAddRotated(string path)
    {
        foreach (var name in (ReadOnlySpan<string>)[path, path + ".gz", path + ".xz", path + ".zst"])
        {
            var kind = files.Inspect(name, out _);
            if (kind == LogPathKind.Missing) continue;
            var reason = "Is a directory";
            var log = kind == LogPathKind.File ? files.TryOpen(name, out reason) : null;
            if (log is not null) Add(log);
            else LeaveOut(name, reason);
            return true;
        }

        return false;
    }

    /// <summary>The numbers of rotated files that are there, ascending, from <paramref name="least"/> on.</summary>
    private IEnumerable<int> NumbersFrom(int least, string path)
    {
        var prefix = Path.GetFileName(path) + ".";
        foreach (var number in files.List(Path.GetDirectoryName(path) is { Length: > 0 } directory ? directory : ".").Select(n => NumberOf(n, prefix)).Distinct().Order())
        {
            if (number >= least && number <= MaxRotated) yield return number;
        }
    }

    /// <summary>The number that follows <paramref name="prefix"/>, also where a suffix follows it; otherwise 0.</summary>
    private static int NumberOf(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return 0;
        var text = name.AsSpan(prefix.Length);
        foreach (var suffix in (ReadOnlySpan<string>)[".gz", ".xz", ".zst"])
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)) text = text[..^suffix.Length];
        }

        return !text.IsEmpty && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Tells of a file that is missing between others, unless a rotation has put one there meanwhile.</summary>
    private void CheckMissing(string name)
    {
        if (files.Inspect(name, out var reason) == LogPathKind.Missing) LeaveOut(name, reason);
    }

    private void LeaveOut(string name, string reason)
    {
        leftOut.Add(name);
        notes.Add($"NOTE - {name} is left out ({reason})");
    }

    private static string Numbered(string path, int number) => FormattableString.Invariant($"{path}.{number}");

    private void Add(LogSource log)
    {
        if (log.Id == LogFileId.None || known.Add(log.Id)) logs.Add(log);
        else log.Dispose();
    }

    private void Fail(string path, string error, string reason)
    {
        if (Error.Length == 0) (ErrorPath, Error, Reason) = (path, error, reason);
    }
}
