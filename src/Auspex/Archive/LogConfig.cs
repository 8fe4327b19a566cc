using System.Globalization;

namespace Auspex.Archive;

/// <summary>What those who read logs need of auditd.conf(5): <c>log_file</c> and <c>end_of_event_timeout</c>.</summary>
/// <remarks>
/// <code>
/// line = [ key "=" value [ option ] ]         words at single spaces, "#" first: a comment, lines up to 511 bytes
/// </code>
/// Other keys are auditd's business and passed over. Any error means the built-in values. Source: spec 1.1.2, 7.2.
/// </remarks>
internal sealed record LogConfig
{
    /// <summary>The log where none is configured.</summary>
    public const string DefaultLogFile = "/var/log/audit/audit.log";

    /// <summary>Seconds where none are configured.</summary>
    public const int DefaultTimeoutSeconds = 2;

    private const int MaxConfigBytes = 64 << 10;
    private const int MaxLineBytes = 511;

    /// <summary><c>log_file</c>.</summary>
    public string LogFile { get; private init; } = DefaultLogFile;

    /// <summary><c>end_of_event_timeout</c>.</summary>
    public int TimeoutSeconds { get; private init; } = DefaultTimeoutSeconds;

    /// <summary>False when there is an error in it, or it cannot be read; a missing one is no error.</summary>
    public bool IsLoaded { get; private init; } = true;

    /// <summary>What to tell the person, a line each.</summary>
    public IReadOnlyList<string> Messages { get; private init; } = [];

    /// <summary>Reads the configuration at <paramref name="path"/>.</summary>
    public static LogConfig Load(ILogFiles files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        var bytes = files.TryReadAll(path, MaxConfigBytes, out var isMissing, out var reason);
        if (bytes is not null) return Parse(System.Text.Encoding.UTF8.GetString(bytes), path);
        return isMissing
            ? new LogConfig { Messages = [$"Config file {path} doesn't exist, skipping"] }
            : new LogConfig { IsLoaded = false, Messages = [$"Error opening config file ({reason})"] };
    }

    /// <summary>Reads the text of a configuration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What it is called in messages.</param>
    public static LogConfig Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var config = new LogConfig();
        var messages = new List<string>();
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            if (raw.Length > MaxLineBytes)
            {
                messages.Add(Invariant($"Skipping line {number} in {path}: too long"));
                continue;
            }

            var words = raw.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#')) continue;
            if (config.TryApply(words, number, path, out config, out var error)) continue;
            messages.Add(error);
            return new LogConfig { IsLoaded = false, Messages = messages };
        }

        return config with { Messages = messages };
    }

    private bool TryApply(string[] words, int number, string path, out LogConfig changed, out string error)
    {
        changed = this;
        error = "";
        if (words.Length is < 3 or > 4) error = Invariant($"Wrong number of arguments for line {number} in {path}");
        else if (!words[1].Equals("=", StringComparison.Ordinal)) error = Invariant($"Missing equal sign for line {number} in {path}");
        else if (words[0].Equals("log_file", StringComparison.OrdinalIgnoreCase)) error = ApplyLogFile(words[2], number, ref changed);
        else if (words[0].Equals("end_of_event_timeout", StringComparison.OrdinalIgnoreCase)) error = ApplyTimeout(words[2], number, ref changed);
        return error.Length == 0;
    }

    private static string ApplyLogFile(string value, int number, ref LogConfig config)
    {
        if (!value.StartsWith('/')) return Invariant($"Value {value} should be an absolute path - line {number}");
        config = config with { LogFile = value };
        return "";
    }

    private static string ApplyTimeout(string value, int number, ref LogConfig config)
    {
        if (value.AsSpan().ContainsAnyExceptInRange('0', '9')) return Invariant($"Value {value} should only be numbers - line {number}");
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return Invariant($"Error - converted number ({value}) is too large - line {number}");
        config = config with { TimeoutSeconds = seconds };
        return "";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
