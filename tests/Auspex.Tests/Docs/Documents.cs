using System.Text.RegularExpressions;
using Auspex.Tests.Support;

namespace Auspex.Tests.Docs;

/// <summary>The project's documents, taken apart as far as tests need it.</summary>
internal static partial class Documents
{
    /// <summary>Every document by its path in the repository.</summary>
    public static IEnumerable<string> All { get; } =
    [
        .. Directory.EnumerateFiles(TestFiles.Root, "*.md").Select(Relative),
        .. Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(Relative),
    ];

    /// <summary>The text of a document.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(TestFiles.Root, path));

    /// <summary>The inside of each block fenced by three backticks, with the word behind the fence.</summary>
    public static IReadOnlyList<(string Language, string Text)> Blocks(string text) =>
        [.. Block().Matches(text).Select(m => (m.Groups["language"].Value, m.Groups["text"].Value))];

    /// <summary>What stands between single backticks, outside blocks.</summary>
    public static IEnumerable<string> Spans(string text) =>
        Span().Matches(Block().Replace(text, "")).Select(m => m.Groups["text"].Value);

    /// <summary>The targets of links to other files, without what follows a #.</summary>
    public static IEnumerable<string> Links(string text) =>
        Link().Matches(Block().Replace(text, "")).Select(m => m.Groups["target"].Value.Split('#')[0])
            .Where(t => t.Length > 0 && !t.Contains("://", StringComparison.Ordinal));

    private static string Relative(string path) => Path.GetRelativePath(TestFiles.Root, path);

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
