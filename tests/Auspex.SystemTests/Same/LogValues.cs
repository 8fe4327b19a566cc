using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Values that occur in a log, for the variables in command lines, so that searches find something in every log.</summary>
internal static partial class LogValues
{
    private const string None = "none";
    private const string Number = "1";

    private static readonly (string Name, string Pattern)[] Patterns =
    [
        ("KEY", " key=\"([^\"]+)\""),
        ("COMM", " comm=\"([^\" ]+)\""),
        ("EXE", " exe=\"([^\" ]+)\""),
        ("FILE", " name=\"([^\" ]{4,})\""),
        ("HOST", " addr=([0-9a-f.:]{4,})"),
        ("NODE", "^node=([^ ]+)"),
        ("PID", " pid=([0-9]+)"),
        ("PPID", " ppid=([0-9]+)"),
        ("UID", " uid=([0-9]+)"),
        ("GID", " gid=([0-9]+)"),
        ("AUID", " auid=([0-9]{1,9}) "),
        ("SES", " ses=([0-9]{1,9}) "),
        ("EXIT", " exit=(-?[0-9]+)"),
        ("SYSCALL", " syscall=([0-9]+)"),
        ("TERM", " (?:tty|terminal)=([a-z][^ ]+)"),
        ("SUBJ", " subj=([^ ]*_t)"),
        ("OBJ", " obj=([^ ]*_t)"),
        ("UUID", " uuid=([0-9a-f-]+)"),
        ("VM", " vm=\"([^\"]+)\""),
        ("TYPE", "^(?:node=[^ ]+ )?type=(PATH|USER_[A-Z]+|AVC)"),
    ];

    /// <summary>For each variable the value that occurs most often, or "none" or 1 where there is none; and two times within the log.</summary>
    public static IReadOnlyDictionary<string, string> Of(string path)
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["LOG"] = path };
        foreach (var (name, pattern) in Patterns)
        {
            values[name] = Regex.Matches(text, pattern, RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Select(m => m.Groups[1].Value)
                .Where(v => !v.Contains('\'', StringComparison.Ordinal))
                .CountBy(v => v, StringComparer.Ordinal)
                .OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key).FirstOrDefault(pattern.Contains("[0-9]", StringComparison.Ordinal) ? Number : None);
        }

        AddStamps(values, text);
        return values;
    }

    private static void AddStamps(Dictionary<string, string> values, string text)
    {
        var stamps = Stamp().Matches(text).Select(m => (Second: long.Parse(m.Groups["second"].ValueSpan, CultureInfo.InvariantCulture), Serial: m.Groups["serial"].Value)).ToList();
        if (stamps.Count == 0) stamps.Add((1_700_000_000, "1"));
        values["SERIAL"] = stamps[stamps.Count / 2].Serial;
        AddTime(values, "1", stamps[stamps.Count / 4].Second);
        AddTime(values, "2", stamps[stamps.Count * 3 / 4].Second);
    }

    private static void AddTime(Dictionary<string, string> values, string end, long second)
    {
        var time = DateTime.UnixEpoch.AddSeconds(second);
        values["SECOND" + end] = second.ToString(CultureInfo.InvariantCulture);
        values["DAY" + end] = time.ToString("MM'/'dd'/'yy", CultureInfo.InvariantCulture);
        values["TIME" + end] = time.ToString("HH':'mm':'ss", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"audit\((?<second>[0-9]{5,11})\.[0-9]{1,3}:(?<serial>[0-9]{1,10})\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Stamp();
}
