using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>The formats, byte for byte against what 4.2.2 prints of the golden log.</summary>
public sealed class AusearchFormatTests
{
    /// <summary>The event that 4.2.2 loses: docs/differences.md, missing-field.</summary>
    private const string LostEvent = ":140)";

    [Theory]
    [InlineData("ausearch-default.out")]
    [InlineData("ausearch-interpret.out", "-i")]
    [InlineData("ausearch-interpret-escape-raw.out", "-i", "--escape", "raw")]
    public void A_format_for_people_differs_by_one_event_that_the_reference_loses(string golden, params string[] words)
    {
        var events = Events(Run(words));
        Assert.Single(events, e => e.Contains(LostEvent, StringComparison.Ordinal));
        var expected = golden.StartsWith("ausearch-interpret", StringComparison.Ordinal) ? WithWords(SharedData.Golden(golden)) : SharedData.Golden(golden);
        Assert.Equal(expected, string.Concat(events.Where(e => !e.Contains(LostEvent, StringComparison.Ordinal))));
    }

    /// <summary>Landlock's <c>mode=</c> is a word: docs/differences.md, word-value.</summary>
    private static string WithWords(string golden) =>
        golden.Replace("status=allocated mode=000,000", "status=allocated mode=enforcing", StringComparison.Ordinal);

    [Fact]
    public void Escaped_for_a_shell_two_enriched_records_differ_besides()
    {
        // docs/differences.md, enriched-escape: 117 SOCKADDR and 153 ADD_GROUP
        string[] enriched = [":117) : saddr=", ":153) : pid="];
        var ours = Lines(Run("-i", "--escape", "shell_quote")).Where(l => !l.Contains(LostEvent, StringComparison.Ordinal)).ToList();
        var golden = Lines(WithWords(SharedData.Golden("ausearch-interpret-escape-shell_quote.out")));
        var lost = ours.Count - golden.Count; // the line of dashes of the event that is lost
        Assert.Equal(1, lost);
        ours.RemoveAt(ours.Index().First(p => p.Item == "----" && ours[p.Index + 1] == "----").Index);
        var different = golden.Zip(ours).Where(p => p.First != p.Second).ToList();
        Assert.Equal(enriched.Length, different.Count);
        Assert.All(different.Zip(enriched), p => Assert.Contains(p.Second, p.First.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Raw_gives_the_records_as_they_stand_in_the_log()
    {
        var ours = Run("--raw");
        var log = Encoding.Latin1.GetString(File.ReadAllBytes(SharedData.SyntheticLog)).Split('\n').ToHashSet(StringComparer.Ordinal);
        Assert.All(Lines(ours), line => Assert.Contains(line, log));
        var golden = Lines(SharedData.Golden("ausearch-raw.out"));
        Assert.Equal(12, golden.Count(l => l.EndsWith('\x1d'))); // docs/differences.md, raw-separator
        Assert.Equal(golden.Select(l => l.TrimEnd('\x1d')), Lines(ours).Where(l => !l.Contains(LostEvent, StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_found_as_raw_is_found_again_from_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("raw.log", Encoding.Latin1.GetBytes(Run("--raw")));
        Assert.Equal(Run(), SuiteRun.Ausearch("-if", path, "--format", "default").Output);
    }

    [Fact]
    public void A_line_of_json_is_an_event_of_the_documented_schema()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "ausearch-json.md"));
        var documented = Regex.Matches(document, "^\\| `([a-z]+)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)
            .Select(m => m.Value.Split('`')[1]).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lines = Lines(Run("--format", "json"));
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            Collect(json.RootElement, seen);
            foreach (var record in json.RootElement.GetProperty("records").EnumerateArray()) Collect(record, seen, record.GetProperty("fields"));
        }

        Assert.Equal(Events(Run()).Count, lines.Count);
        Assert.Equal(documented.Order(StringComparer.Ordinal), seen.Where(n => !n.EndsWith("_hex", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Json_holds_raw_values_their_meaning_and_the_text_between_them()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", """
            node=web1 type=AVC msg=audit(1700000000.123:7): avc:  denied  { read } for  pid=5 comm="cat" scontext=a:b:c key=61016B32
            node=web1 type=SYSCALL msg=audit(1700000000.123:7): arch=c000003e syscall=257 success=no exit=-13 uid=0 uid=1 exe=2F746D702FFF msg='op=x res=failed'

            """);
        var line = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(SuiteRun.Ausearch("-if", log, "--format", "json").Output));
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal("2023-11-14T22:13:20.123Z", root.GetProperty("time").GetString());
        Assert.Equal("1700000000.123", root.GetProperty("epoch").GetRawText());
        Assert.Equal((7, "web1"), (root.GetProperty("serial").GetInt32(), root.GetProperty("node").GetString()));
        var (avc, call) = (root.GetProperty("records")[0], root.GetProperty("records")[1]);
        Assert.Equal("avc: denied { read } for", Regex.Replace(avc.GetProperty("text").GetString()!, " +", " ", RegexOptions.NonBacktracking));
        Assert.Equal(["a", "k2"], avc.GetProperty("keys").EnumerateArray().Select(k => k.GetString()!), StringComparer.Ordinal);
        Assert.Equal(("\"cat\"", "cat"), Field(avc, "comm"));
        Assert.Equal(("-13", "EACCES(Permission denied)"), Field(call, "exit"));
        Assert.Equal(("257", "openat"), Field(call, "syscall"));
        Assert.Equal(("0", "root"), Field(call, "uid"));
        Assert.Equal(("1", "daemon"), Field(call, "uid#2"));
        Assert.Equal(("failed", "failed"), Field(call, "res"));
        Assert.Equal(("2F746D702FFF", "/tmp/\uFFFD"), Field(call, "exe"));
        Assert.Equal("2f746d702fff", call.GetProperty("fields").GetProperty("exe").GetProperty("value_hex").GetString());
        Assert.False(call.TryGetProperty("text", out _));
    }

    private static (string Raw, string Value) Field(JsonElement record, string name)
    {
        var field = record.GetProperty("fields").GetProperty(name);
        return (field.GetProperty("raw").GetString()!, field.GetProperty("value").GetString()!);
    }

    private static void Collect(JsonElement element, HashSet<string> seen, JsonElement fields = default)
    {
        foreach (var member in element.EnumerateObject()) seen.Add(member.Name);
        if (fields.ValueKind != JsonValueKind.Object) return;
        foreach (var field in fields.EnumerateObject()) Collect(field.Value, seen);
    }

    private static string Run(params string[] words)
    {
        var run = SuiteRun.Ausearch(["-if", SharedData.SyntheticLog, .. words]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }

    /// <summary>Lines without their ends.</summary>
    private static List<string> Lines(string text) => [.. text.Split('\n').SkipLast(1)];

    /// <summary>Events with the line of dashes before them.</summary>
    private static List<string> Events(string text) => [.. text.Split("----\n").Skip(1).Select(e => "----\n" + e)];
}
