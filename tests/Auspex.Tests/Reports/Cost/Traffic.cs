using System.Text;
using Auspex.Reports.Cost;
using Auspex.Search;
using Auspex.Tests.Rules.Plan;

namespace Auspex.Tests.Reports.Cost;

/// <summary>Recorded traffic for tests: an open of a file by a user with a login, unless told otherwise.</summary>
internal static class Traffic
{
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["arch"] = "c000003e",
        ["syscall"] = "257",
        ["success"] = "yes",
        ["exit"] = "3",
        ["a0"] = "ffffff9c",
        ["a1"] = "7ffd",
        ["a2"] = "0",
        ["a3"] = "0",
        ["items"] = "1",
        ["ppid"] = "10",
        ["pid"] = "11",
        ["auid"] = "1000",
        ["uid"] = "0",
        ["gid"] = "0",
        ["euid"] = "0",
        ["suid"] = "0",
        ["fsuid"] = "0",
        ["egid"] = "0",
        ["sgid"] = "0",
        ["fsgid"] = "0",
        ["tty"] = "(none)",
        ["ses"] = "1",
        ["comm"] = "\"cat\"",
        ["exe"] = "\"/usr/bin/cat\"",
        ["key"] = "\"k\"",
    };

    /// <summary>The lines of one event.</summary>
    /// <param name="serial">Its serial, and a second of its own.</param>
    /// <param name="fields">What differs from the usual, as name=value.</param>
    /// <param name="name">The path, as in the record.</param>
    public static string Event(int serial, string fields = "", string name = "\"/etc/passwd\"")
    {
        var values = new Dictionary<string, string>(Usual, StringComparer.Ordinal);
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            values[field[..field.IndexOf('=', StringComparison.Ordinal)]] = field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var stamp = $"msg=audit({1700000000 + serial}.000:{serial}):";
        var call = string.Join(' ', values.Select(v => $"{v.Key}={v.Value}"));
        return $"type=SYSCALL {stamp} {call}\ntype=CWD {stamp} cwd=\"/home/u\"\n"
            + $"type=PATH {stamp} item=0 name={name} inode=77 dev=08:01 mode=0100644 ouid=5 ogid=6 rdev=00:00 nametype=NORMAL\n"
            + $"type=PROCTITLE {stamp} proctitle=\"cat\"\n";
    }

    /// <summary>What an analysis finds in a log.</summary>
    public static CostAnalysis Analyse(string log, string? rules = null)
    {
        var wanted = rules is null ? null : Planning.Wanted(rules);
        Assert.Empty(wanted?.Errors ?? []);
        var analysis = new CostAnalysis(wanted?.Rules);
        var bytes = Encoding.UTF8.GetBytes(log);
        var search = new PlainSearch(new BytesText(bytes), TimeRange.All, analysis);
        Assert.True(search.Read(bytes, 0) && search.End());
        return analysis;
    }

    /// <summary>What becomes of one event under <paramref name="rules"/>.</summary>
    public static Fate FateOf(string log, string rules)
    {
        var prediction = Analyse(log, rules).Prediction!;
        Assert.Equal(1, prediction.Kept.Events + prediction.Gone.Events + prediction.Uncertain.Events);
        return prediction.Kept.Events == 1 ? Fate.Kept : prediction.Gone.Events == 1 ? Fate.Gone : Fate.Uncertain;
    }
}
