using System.Text.RegularExpressions;
using Auspex.Tests.Support;

namespace Auspex.Tests.Docs;

/// <summary>What documents tell to type works, and says what they show.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public void The_example_of_the_readme_gives_what_the_readme_shows()
    {
        var blocks = Documents.Blocks(Documents.Read("README.md"));
        using var folder = new ExampleFolder();
        File.WriteAllText(Path.Combine(folder.FullName, "ls.log"), Assert.Single(blocks, b => b.Language == "log").Text);
        var shown = Assert.Single(blocks, b => b.Language == "console").Text;
        var actual = string.Concat(shown.Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal))
            .Select(l => l + "\n" + folder.Run(l[2..]).Output));
        Assert.Equal(shown, actual);
        Assert.Contains("$ auspex watch", shown, StringComparison.Ordinal);
    }

    public static TheoryData<string> Lines()
    {
        var documents = Documents.All.Where(d => d != "CHANGELOG.md")
            .SelectMany(d => Documents.Blocks(Documents.Read(d)).Where(b => b.Language.Length == 0)).SelectMany(b => b.Text.Split('\n'));
        var help = Shell.Commands().SelectMany(c => Shell.Say(c, "--help").Split('\n')).Select(l => l.Trim());
        return new TheoryData<string>(documents.Concat(help).Where(l => Auspex().IsMatch(l)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Live commands are run on a log instead, so that they need no kernel and end.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    public void A_command_line_of_the_documents_works(string line)
    {
        using var folder = new ExampleFolder();
        var command = line.Replace("/var/log/audit/", "", StringComparison.Ordinal);
        if (command.StartsWith("auspex watch", StringComparison.Ordinal) && !command.Contains("--if ", StringComparison.Ordinal))
            command = OnlyLive().Replace(command.Replace("auspex watch", "auspex watch --if audit.log", StringComparison.Ordinal), "");
        var (code, _, errors) = folder.Run(command);
        Assert.True(code == 0, errors);
    }

    [Fact]
    public void A_command_line_that_is_wrong_is_seen()
    {
        using var folder = new ExampleFolder();
        Assert.Equal(2, folder.Run("auspex watch --if audit.log --no-such-option").Code);
    }

    [Fact]
    public void Every_target_that_documents_name_is_in_the_makefile()
    {
        var targets = Target().Matches(Documents.Read("Makefile")).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var named = Documents.All.SelectMany(d => Make().Matches(Documents.Read(d))).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "run", "test", "native", "bench", "format", "install" }, targets);
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(targets, StringComparer.Ordinal));
        Assert.Empty(targets.Except(Help().Matches(Documents.Read("Makefile")).Select(m => m.Groups["name"].Value).Append("help"), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_variable_that_is_read_is_described()
    {
        string[] folders = ["src", "tests", "tools", "bench"];
        var files = folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(TestFiles.Root, f), "*", SearchOption.AllDirectories))
            .Where(p => p.EndsWith(".cs", StringComparison.Ordinal) || p.EndsWith(".sh", StringComparison.Ordinal));
        var read = files.SelectMany(p => Variable().Matches(File.ReadAllText(p))).Select(m => m.Value)
            .Where(v => !v.StartsWith("AUSPEX_TEST_", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal); // those are between a test and its helper
        var described = Variable().Matches(Documents.Read("CONTRIBUTING.md")).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(read.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(build/)?auspex [a-z]+( |$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Auspex();

    /// <summary>Options of which a log knows nothing, and which are refused there.</summary>
    [GeneratedRegex(@" --(for|record) \S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlyLive();

    [GeneratedRegex(@"^(?<name>[a-z]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"^## (?<name>[a-z]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Help();

    [GeneratedRegex(@"(^|`|sudo )make (?<name>[a-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Make();

    [GeneratedRegex(@"\bAUSPEX_[A-Z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
