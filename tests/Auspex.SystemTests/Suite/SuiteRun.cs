using System.Text;
using Auspex.Linux.Files;
using Auspex.Search.Times;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Tool.Suite.Ausearch;
using Auspex.Tool.Suite.Common;

namespace Auspex.SystemTests.Suite;

/// <summary>A tool of the suite in a world of the test's: what it printed, as Latin-1, and how it ended.</summary>
internal sealed record SuiteRun(int ExitCode, string Output, string Errors)
{
    /// <summary>A world like that of the goldens: UTC, the C locale, no pipe, an empty auditd.conf.</summary>
    public static SuiteHost World(Stream output, Stream errors) => new()
    {
        Output = output,
        Errors = errors,
        Files = new LogFiles(),
        ConfigPath = "/dev/null",
        Time = new FixedTime(1_795_200_000), // 2026-11-20 18:40:00
        Zone = TimeZoneInfo.Utc,
        Locale = TimeLocale.C,
        MakeNames = static () => new SuiteNames(),
        MakeIds = static () => new SuiteNames(),
        FindUser = SuiteNames.Find,
        FindGroup = SuiteNames.Find,
        Native = Machine.X8664,
    };

    /// <summary>Runs ausearch.</summary>
    public static SuiteRun Ausearch(params string[] words) => Ausearch(static host => host, words);

    /// <summary>Runs ausearch in a world that <paramref name="change"/> changes.</summary>
    public static SuiteRun Ausearch(Func<SuiteHost, SuiteHost> change, params string[] words)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var code = AusearchTool.Run(words, change(World(output, errors)));
        return new SuiteRun(code, Encoding.Latin1.GetString(output.ToArray()), Encoding.Latin1.GetString(errors.ToArray()));
    }

    /// <summary>Serials of the events in <see cref="Output"/>, which is in the default or interpreted format.</summary>
    public int[] Serials()
    {
        var serials = new List<int>();
        var isNew = false;
        foreach (var line in Output.Split('\n'))
        {
            if (line == "----") isNew = true;
            else if (isNew && line.IndexOf("msg=audit(", StringComparison.Ordinal) is >= 0 and var stamp)
            {
                var close = line.IndexOf(')', stamp);
                serials.Add(int.Parse(line[(line.LastIndexOf(':', close) + 1)..close], System.Globalization.CultureInfo.InvariantCulture));
                isNew = false;
            }
        }

        return [.. serials];
    }

    private sealed class FixedTime(long now) : IMachineTime
    {
        public long NowSeconds => now;

        public bool TryReadUptime(out double seconds, out string reason)
        {
            (seconds, reason) = (3600, "");
            return true;
        }
    }
}
