using System.Text.RegularExpressions;
using Auspex.Tests.Support;

namespace Auspex.Tests.Docs;

/// <summary>What documents name is there.</summary>
public sealed partial class PathTests
{
    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var broken = Documents.All.SelectMany(d => Documents.Links(Documents.Read(d))
            .Where(t => !Exists(Path.Combine(Path.GetDirectoryName(d)!, t))).Select(t => $"{d}: {t}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_path_named_exists()
    {
        var named = Documents.All.SelectMany(d => Words(Documents.Read(d)).Where(IsPath).Select(w => (Document: d, Path: w))).ToList();
        Assert.True(named.Count > 20, "paths are no longer recognised");
        Assert.Empty(named.Where(n => !Exists(n.Path)).Select(n => $"{n.Document}: {n.Path}"));
    }

    [Theory]
    [InlineData("tools/native.sh", true)]
    [InlineData(".ci/run", true)]
    [InlineData("src/Auspex/Records", true)]
    [InlineData("build/auspex", false)] // is made
    [InlineData("testdata/NAME.story", false)]
    [InlineData("src/Auspex/Tables/*.g.cs", false)]
    public void Only_paths_of_the_repository_are_looked_for(string word, bool isPath) => Assert.Equal(isPath, IsPath(word));

    [Fact]
    public void Types_that_the_architecture_names_are_types_or_folders()
    {
        var sources = Directory.EnumerateFileSystemEntries(Path.Combine(TestFiles.Root, "src"), "*", SearchOption.AllDirectories)
            .Select(p => Path.GetFileName(p).Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var named = Documents.Spans(Documents.Read("ARCHITECTURE.md")).Select(s => s.TrimEnd('/')).Where(s => TypeName().IsMatch(s)).ToList();
        Assert.True(named.Count > 20, "types are no longer recognised");
        Assert.Subset(sources, named.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Seams_are_the_interfaces_there_are_each_with_those_who_implement_it()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "src"), "I*.cs", SearchOption.AllDirectories)
            .Select(p => Path.GetFileNameWithoutExtension(p)).Where(n => n.Length > 2 && char.IsUpper(n[1]) && char.IsLower(n[2]));
        var rows = Documents.Read("ARCHITECTURE.md").Split('\n').Where(l => l.StartsWith("| `I", StringComparison.Ordinal)).ToList();
        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Select(r => Documents.Spans(r).First()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        var sources = string.Join('\n', Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (var row in rows)
        {
            var names = Documents.Spans(row).ToList();
            foreach (var name in names.Skip(1))
                Assert.Matches($@"(class|struct|record)\s+{name}\b[^\n{{]*[:,]\s*[^\n{{]*\b{names[0]}\b", sources);
        }
    }

    [Fact]
    public void Folders_of_the_library_stand_in_the_order_that_is_kept()
    {
        var kept = Quoted().Matches(Order().Match(Documents.Read("tests/Auspex.Tests/HouseTests.cs")).Value).Select(m => m.Groups["name"].Value).ToList();
        var library = Path.Combine(TestFiles.Root, "src/Auspex");
        var existing = kept.Where(f => Directory.Exists(Path.Combine(library, f))).ToList();
        Assert.True(existing.Count > 5, "the order was not found");
        var text = Documents.Read("ARCHITECTURE.md");
        var sentence = text[text.IndexOf("Folders of the library", StringComparison.Ordinal)..];
        sentence = sentence[(sentence.IndexOf(':', StringComparison.Ordinal) + 1)..sentence.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.Equal(existing, Documents.Spans(sentence), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_decision_has_its_number_and_a_line_in_the_index()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "docs/decisions"), "*.md").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        var index = Documents.Read("ARCHITECTURE.md");
        for (var i = 0; i < files.Count; i++)
        {
            var number = $"{i + 1:0000}";
            Assert.StartsWith(number + "-", files[i], StringComparison.Ordinal);
            Assert.StartsWith($"# {number}: ", Documents.Read("docs/decisions/" + files[i]), StringComparison.Ordinal);
            Assert.Contains("docs/decisions/" + files[i], index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_rule_that_is_switched_off_has_its_reason()
    {
        var off = SwitchedOff().Matches(Documents.Read(".editorconfig")).Select(m => m.Groups["rule"].Value).ToHashSet(StringComparer.Ordinal);
        var reasons = Documents.Read("docs/decisions/0002-analyzers.md");
        Assert.NotEmpty(off);
        Assert.All(off, r => Assert.Contains(r, reasons, StringComparison.Ordinal));
    }

    [Fact]
    public void The_changelog_says_what_is_unreleased() =>
        Assert.Matches(@"(?m)^## Unreleased\n\n- \S", Documents.Read("CHANGELOG.md"));

    private static bool Exists(string path) => Path.Exists(Path.GetFullPath(Path.Combine(TestFiles.Root, path)));

    /// <summary>The words of spans and of blocks of commands.</summary>
    private static IEnumerable<string> Words(string text) =>
        Documents.Spans(text).Concat(Documents.Blocks(text).Where(b => b.Language.Length == 0).Select(b => b.Text))
            .SelectMany(s => s.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Select(w => w.TrimEnd('/', ',', '.', ';'));

    private static bool IsPath(string word) =>
        RepositoryPath().IsMatch(word) && !word.Contains('*', StringComparison.Ordinal) && !word.Contains("NAME", StringComparison.Ordinal);

    [GeneratedRegex(@"^(src|tests|tools|bench|docs|\.ci|man|completions|packaging)/[\w.*/-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"^I?[A-Z][a-z]\w+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"string\[\] Order =\s*\[.*?\];", RegexOptions.Singleline, 1000)]
    private static partial Regex Order();

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<rule>\w+)\.severity = none$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex("\"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
