using System.Text.RegularExpressions;
using Auspex.Tests.Support;

namespace Auspex.Tests.Interpretation;

public sealed class DifferencesTests
{
    [Fact]
    public void Every_difference_the_code_names_is_explained()
    {
        var document = File.ReadAllText(Path.Combine(TestFiles.Root, "docs/differences.md"));
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in new[] { "src", "tests" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFiles.Root, folder), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match match in Regex.Matches(
                    File.ReadAllText(file), @"docs/differences\.md, (?<name>[a-z0-9-]+)", RegexOptions.None, TimeSpan.FromSeconds(5)))
                {
                    named.Add(match.Groups["name"].Value);
                }
            }
        }

        Assert.True(named.Count >= 6, "the code names some");
        foreach (var name in named) Assert.Contains($"\n| {name} |", document, StringComparison.Ordinal);
    }
}
