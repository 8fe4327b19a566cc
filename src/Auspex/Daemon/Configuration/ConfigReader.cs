using System.Text;
using Auspex.Text;

namespace Auspex.Daemon.Configuration;

/// <summary>Applies a value to what was read so far.</summary>
internal delegate T ApplyValue<T>(T config, ConfigValue value);

/// <summary>Reads configuration files: all of them share one grammar. Collects the findings, folding those that say the same.</summary>
/// <remarks>
/// <code>
/// line = [ key "=" value [ option ] ]      words at spaces; "#" first: a comment; keys and words in any case; the last of a key counts
/// </code>
/// Source: auditd.conf(5); spec 7.2, 8.1, 8.5.
/// </remarks>
internal sealed class ConfigReader<T>
    where T : class
{
    private readonly Dictionary<string, (ApplyValue<T> Apply, int MaxWords)> keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly int maxLineBytes;

    /// <summary>A reader without keys.</summary>
    /// <param name="maxLineBytes">Longer lines are passed over, with a warning.</param>
    public ConfigReader(int maxLineBytes) => this.maxLineBytes = maxLineBytes;

    /// <summary>The keys, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Names => keys.Keys;

    /// <summary>Adds a key.</summary>
    /// <param name="name">The key.</param>
    /// <param name="apply">Applies its value.</param>
    /// <param name="maxWords">How many words may stand behind the equal sign.</param>
    public ConfigReader<T> Add(string name, ApplyValue<T> apply, int maxWords = 1)
    {
        keys.Add(name, (apply, maxWords));
        return this;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">What it is called.</param>
    /// <param name="host">The machine.</param>
    /// <param name="config">The defaults.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public T Read(ReadOnlySpan<byte> text, string path, IConfigHost host, T config, List<ConfigDiagnostic> diagnostics)
    {
        var number = 0;
        var folding = new FindingFold(diagnostics);
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var raw = text[range];
            if (raw.Length > maxLineBytes)
            {
                diagnostics.Add(new(path, number, 1, false, $"Skipping line {number} in {path}: too long", $"at most {maxLineBytes} bytes"));
                folding.Fold();
                continue;
            }

            var line = Split(Encoding.UTF8.GetString(raw.TrimEnd((byte)'\r')), number);
            if (line.Words.Count > 0 && !line.Words[0].StartsWith('#')) config = Apply(config, line, path, host, diagnostics);
            folding.Fold();
        }

        folding.End(path);
        return config;
    }

    private T Apply(T config, ConfigLine line, string path, IConfigHost host, List<ConfigDiagnostic> diagnostics)
    {
        var number = line.Number;
        var isKnown = keys.TryGetValue(line.Words[0], out var key);
        if (line.Words.Count < 3)
        {
            Error(1, $"Wrong number of arguments for line {number} in {path}", "key = value");
        }
        else if (line.Words[1] != "=")
        {
            Error(line.Columns[1], $"Missing equal sign for line {number} in {path}", "key = value, with spaces around the equal sign");
        }
        else if (!isKnown)
        {
            Error(line.Columns[0], $"Unknown keyword \"{line.Words[0]}\" in line {number} of {path}", NearestName.AdviceFor(line.Words[0].ToLowerInvariant(), keys.Keys));
        }
        else if (line.Words.Count - 2 > key.MaxWords)
        {
            var message = line.Words.Count > 4 && key.MaxWords < 3
                ? $"Wrong number of arguments for line {number} in {path}"
                : $"Keyword \"{line.Words[0]}\" has invalid option \"{line.Words[3]}\" in line {number} of {path}";
            Error(line.Columns[3], message, key.MaxWords == 1 ? "one word" : $"at most {key.MaxWords} words");
        }
        else
        {
            return key.Apply(config, new ConfigValue(path, line, host, diagnostics));
        }

        return config;

        void Error(int column, string message, string advice) => diagnostics.Add(new(path, number, column, true, message, advice));
    }

    private static ConfigLine Split(string text, int number)
    {
        var words = new List<string>();
        var columns = new List<int>();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            var end = text.IndexOf(' ', i);
            if (end < 0) end = text.Length;
            words.Add(text[i..end]);
            columns.Add(i + 1);
            i = end;
        }

        return new ConfigLine(number, words, columns);
    }
}
