using System.Text.Json;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>The 157 command lines of the golden, each with exit code, standard error, and the events found.</summary>
public sealed class AusearchQueryTests
{
    /// <summary>Events that 4.2.2 loses since a field is missing: docs/differences.md, missing-field.</summary>
    private static readonly int[] LostEvents = [138, 140, 168];

    /// <summary>Command lines that differ otherwise, with the names of docs/differences.md.</summary>
    private static readonly Dictionary<string, string> Departures = new(StringComparer.Ordinal)
    {
        ["-ua alice"] = "foreign-names",
        ["-ul alice"] = "foreign-names",
        ["-ul unset"] = "foreign-names",
        ["--debug"] = "debug",
        ["-h"] = "usage-text",
        ["--version"] = "version",
    };

    public static TheoryData<string> Lines()
    {
        var data = new TheoryData<string>();
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/golden/ausearch-queries-4.2.2.jsonl"));
        if (!File.Exists(path)) return data;
        foreach (var line in File.ReadLines(path)) data.Add(line);
        return data;
    }

    [Fact]
    public void There_are_157_command_lines()
    {
        var lines = File.ReadAllLines(SharedData.PathOf("golden/ausearch-queries-4.2.2.jsonl"));
        Assert.Equal(157, lines.Length);
        var known = lines.Select(l => string.Join(' ', Words(JsonDocument.Parse(l).RootElement))).ToHashSet(StringComparer.Ordinal);
        Assert.All(Departures.Keys, line => Assert.Contains(line, known));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Lines))]
    public void Every_command_line_gives_what_the_reference_gives(string line)
    {
        var golden = JsonDocument.Parse(line).RootElement;
        var words = Words(golden);
        if (Departures.ContainsKey(string.Join(' ', words))) return; // each has a test of its own below
        var run = SuiteRun.Ausearch(["-if", SharedData.SyntheticLog, .. words]);
        Assert.Equal(golden.GetProperty("rc").GetInt32(), run.ExitCode);
        Assert.Equal(ExpectedErrors(golden), WithoutHint(run.Errors));
        var expected = golden.GetProperty("serials").EnumerateArray().Select(s => s.GetInt32()).ToArray();
        Assert.Equal(expected, run.Serials().Where(s => !LostEvents.Contains(s) || expected.Contains(s)));
        if (golden.TryGetProperty("stdout", out var output)) Assert.Equal(output.GetString(), run.Output);
    }

    [Fact]
    public void Events_without_a_field_that_the_reference_demands_are_found()
    {
        Assert.Contains(140, SuiteRun.Ausearch("-if", SharedData.SyntheticLog, "-m", "AVC", "-sv", "no").Serials());
        Assert.Contains(138, SuiteRun.Ausearch("-if", SharedData.SyntheticLog, "-ua", "root").Serials());
        Assert.Contains(168, SuiteRun.Ausearch("-if", SharedData.SyntheticLog, "-ua", "4000").Serials());
    }

    [Theory]
    [InlineData("-ua", "108,109,110,113,114,116,142,143,150,151,153,901")]
    [InlineData("-ul", "108,109,110,113,114,116,142,143,150,151,153,901")]
    public void A_user_whom_only_the_log_knows_is_found_by_name(string option, string serials)
    {
        var run = SuiteRun.Ausearch("-if", SharedData.SyntheticLog, option, "alice");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(serials, string.Join(',', run.Serials()));
    }

    [Fact]
    public void A_login_user_called_unset_is_found_where_records_are_enriched()
    {
        var run = SuiteRun.Ausearch("-if", SharedData.SyntheticLog, "-ul", "unset");
        Assert.Equal("100,101,104,105,106,107,111", string.Join(',', run.Serials()));
    }

    [Fact]
    public void Debug_finds_the_same_events_and_has_nothing_to_tell_of_this_log()
    {
        var run = SuiteRun.Ausearch("-if", SharedData.SyntheticLog, "--debug");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(SuiteRun.Ausearch("-if", SharedData.SyntheticLog).Output, run.Output);
    }

    [Fact]
    public void Every_departure_has_its_name_in_the_document()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "differences.md"));
        Assert.All(Departures.Values, name => Assert.Contains($"| {name} |", document, StringComparison.Ordinal));
        Assert.Contains("| missing-field |", document, StringComparison.Ordinal);
        Assert.Contains("| hint |", document, StringComparison.Ordinal);
        Assert.Contains("| sockaddr-message |", document, StringComparison.Ordinal);
    }

    private static string[] Words(JsonElement golden) => [.. golden.GetProperty("args").EnumerateArray().Select(a => a.GetString()!)];

    /// <summary>Without the message that we leave out: docs/differences.md, sockaddr-message.</summary>
    private static string ExpectedErrors(JsonElement golden) =>
        golden.GetProperty("stderr").GetString()!.Replace("sockaddr len too short\n", "", StringComparison.Ordinal);

    /// <summary>Without the line that says what would be right: docs/differences.md, hint.</summary>
    private static string WithoutHint(string errors)
    {
        var hint = errors.IndexOf("\nausearch: ", StringComparison.Ordinal) + 1;
        if (hint == 0) return errors;
        Assert.Equal(errors.Length - 1, errors.IndexOf('\n', hint)); // it is one line, and the last
        return errors[..hint];
    }
}
