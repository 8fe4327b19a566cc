using System.Globalization;

namespace Auspex.Daemon.Configuration;

/// <summary>A value in a configuration file, with where it stands. Its readers note what is wrong and give the default then.</summary>
internal sealed class ConfigValue
{
    private readonly List<ConfigDiagnostic> diagnostics;
    private readonly ConfigLine line;
    private bool isNoted;

    internal ConfigValue(string path, ConfigLine line, IConfigHost host, List<ConfigDiagnostic> diagnostics)
    {
        Path = path;
        this.line = line;
        Host = host;
        this.diagnostics = diagnostics;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The machine.</summary>
    public IConfigHost Host { get; }

    /// <summary>The key, as written.</summary>
    public string Key => line.Words[0];

    /// <summary>The value.</summary>
    public string Text => line.Words[2];

    /// <summary>The word behind it, or null.</summary>
    public string? Option => line.Words.Count > 3 ? line.Words[3] : null;

    /// <summary>All words behind the equal sign.</summary>
    public IEnumerable<string> All => line.Words.Skip(2);

    /// <summary>The line's number.</summary>
    public int LineNumber => line.Number;

    /// <summary>Notes an error at the value.</summary>
    public void Fail(string message, string advice) => Note(true, 2, message, advice);

    /// <summary>Notes a warning at the value.</summary>
    public void Warn(string message, string advice = "") => Note(false, 2, message, advice);

    /// <summary>Notes an error at the option.</summary>
    public void FailOption(string advice) =>
        Note(true, 3, $"Keyword \"{Key}\" has invalid option \"{Option}\" in line {LineNumber} of {Path}", advice);

    /// <summary>Reads <c>yes</c> or <c>no</c>.</summary>
    public bool ReadYes() => ReadChoice(("no", false), ("yes", true));

    /// <summary>Reads one of several words.</summary>
    public T ReadChoice<T>(params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        foreach (var (word, meaning) in choices)
        {
            if (word.Equals(Text, StringComparison.OrdinalIgnoreCase)) return meaning;
        }

        var words = new List<string>();
        foreach (var (word, _) in choices) words.Add(word);
        Fail($"Option {Text} not found - line {LineNumber}", $"one of {string.Join(", ", words)}");
        return choices[0].Meaning;
    }

    /// <summary>Reads a decimal number within bounds.</summary>
    public int ReadNumber(int least, int most) => ReadNumber(Text, least, most);

    /// <summary>Reads a decimal number within bounds from a part of the value.</summary>
    public int ReadNumber(string text, int least, int most)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Fail($"Value {text} should only be numbers - line {LineNumber}", Bounds(least, most));
            return least;
        }

        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || number > most)
        {
            Fail($"Error - converted number ({text}) is too large - line {LineNumber}", Bounds(least, most));
            return most;
        }

        if (number >= least) return (int)number;
        Fail($"Error - converted number ({text}) is too small - line {LineNumber}", Bounds(least, most));
        return least;
    }

    /// <summary>Reads an absolute path.</summary>
    public string ReadPath()
    {
        if (!Text.StartsWith('/')) Fail($"Value {Text} should be an absolute path - line {LineNumber}", "a path that begins with /");
        return Text;
    }

    /// <summary>Reads a time: a number with an optional unit.</summary>
    public TimeSpan ReadTime(TimeSpan most, string units)
    {
        var unit = Text[^1];
        var number = char.IsAsciiDigit(unit) ? Text : Text[..^1];
        if (!char.IsAsciiDigit(unit) && !units.Contains(unit, StringComparison.Ordinal))
        {
            Fail($"Value {Text} has an unknown unit - line {LineNumber}", $"a number with one of {string.Join(", ", units.ToCharArray())}");
            return default;
        }

        var seconds = ReadNumber(number, 0, int.MaxValue) * (double)(unit switch { 'm' => 60, 'h' => 3600, 'd' => 86400, 'M' => 30 * 86400, _ => 1 });
        if (seconds <= most.TotalSeconds) return TimeSpan.FromSeconds(seconds);
        Fail($"Error - converted number ({Text}) is too large - line {LineNumber}", $"at most {most.TotalDays} days");
        return most;
    }

    private void Note(bool isError, int word, string message, string advice)
    {
        if (isNoted) return; // what follows from the first finding says nothing new
        isNoted = true;
        var column = word < line.Columns.Count ? line.Columns[word] : 1;
        diagnostics.Add(new ConfigDiagnostic(Path, LineNumber, column, isError, message, advice));
    }

    private static string Bounds(int least, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {(most == int.MaxValue ? "2147483647" : most)}");
}
