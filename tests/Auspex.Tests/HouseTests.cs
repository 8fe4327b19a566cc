using System.Text.RegularExpressions;
using Auspex.Tests.Support;

namespace Auspex.Tests;

/// <summary>Keeps the promises of ARCHITECTURE.md that no compiler keeps: the order of the folders, and what no source may hold.</summary>
public sealed partial class HouseTests
{
    /// <summary>The folders of src/Auspex; each may use only those before it.</summary>
    private static readonly string[] Order =
    [
        "Threads", "Text", "Tables", "Records", "Events", "Interpretation", "Accounting", "Rules", "Kernel", "Archive", "Processes", "Search", "Normalization",
        "Reports", "Outputs", "Daemon", "Health",
    ];

    private const int MaxLines = 500;

    [Fact]
    public void The_folders_of_the_library_are_those_of_the_house()
    {
        var folders = Directory.EnumerateDirectories(Library).Select(d => Path.GetFileName(d)).Where(f => f is not ("obj" or "bin"));
        Assert.Empty(folders.Except(Order, StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Library, "*.cs"));
    }

    [Fact]
    public void A_folder_uses_only_the_folders_before_it()
    {
        var breaches = new List<string>();
        foreach (var file in Sources(Library))
        {
            var own = Array.IndexOf(Order, FolderOf(file));
            foreach (var (number, line) in Lines(file))
            {
                var isBreach = Qualified().Matches(line).Any(m => Array.IndexOf(Order, m.Groups["folder"].Value) is var used && (used < 0 || used > own))
                    || Order[(own + 1)..].Any(later => Relative(line, later));
                if (isBreach) breaches.Add($"{file}({number}): {line.Trim()}");
            }
        }

        Assert.True(breaches.Count == 0, "a folder looks down:\n" + string.Join('\n', breaches));
    }

    [Theory]
    [InlineData("using Auspex.Daemon;", "Daemon")]
    [InlineData("    private Auspex.Daemon.Pipeline pipeline;", "Daemon")]
    [InlineData("    var x = Daemon.Pipeline.Start();", "Daemon")]
    public void A_look_at_a_later_folder_is_seen(string line, string folder) =>
        Assert.True(Qualified().Matches(line).Any(m => m.Groups["folder"].Value == folder) || Relative(line, folder));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in Sources(Library))
        {
            var expected = "namespace Auspex." + Path.GetRelativePath(Library, Path.GetDirectoryName(file)!).Replace('/', '.') + ";";
            Assert.True(Lines(file).Any(l => l.Text == expected), $"{file} lacks {expected}");
        }
    }

    [Fact]
    public void No_source_is_longer_than_a_reader_will_read()
    {
        var tooLong = Sources(AllSources).Where(f => !f.EndsWith(".g.cs", StringComparison.Ordinal) && File.ReadLines(f).Count() > MaxLines);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_source_leaves_work_for_later()
    {
        var left = Sources(AllSources).SelectMany(f => Lines(f).Where(l => Unfinished().IsMatch(l.Text)).Select(l => $"{f}({l.Number}): {l.Text}"));
        Assert.Empty(left);
    }

    [Fact]
    public void Threads_are_made_by_workers_alone()
    {
        var made = Sources(AllSources).Where(f => !f.EndsWith("/Threads/Worker.cs", StringComparison.Ordinal))
            .SelectMany(f => Lines(f).Where(l => Thread().IsMatch(l.Text)).Select(l => $"{f}({l.Number}): {l.Text}"));
        Assert.Empty(made);
    }

    /// <summary>Where a stamp stands in a line, and where a line of a log ends, is told by these alone.</summary>
    [Theory]
    [InlineData(@"(StartsWith|EndsWith|IndexOf|SequenceEqual)\(""[^""]*audit\(", "Records/RecordReader.cs", "Search/RecordHead.cs")]
    [InlineData(@"IndexOfAny\(\(byte\)'\\n', \(byte\)0\)", "Records/LineEnd.cs")]
    [InlineData("op=lost cause=", "Events/LossRecord.cs")]
    [InlineData(@"""[^""]*requested_mask", "Tables/KnownFields.g.cs", "Tables/FieldTypes.g.cs")] // no second list of fields
    [InlineData(@"""[^""]*\\"":", "Outputs/JsonWriter.cs")] // no JSON by hand
    public void One_fact_is_read_in_one_place(string reading, params string[] places)
    {
        var found = Sources(AllSources).Where(f => !places.Any(p => f.EndsWith("/Auspex/" + p, StringComparison.Ordinal)))
            .SelectMany(f => Lines(f).Where(l => Regex.IsMatch(l.Text, reading, RegexOptions.None, TimeSpan.FromSeconds(1))).Select(l => $"{f}({l.Number}): {l.Text}"));
        Assert.Empty(found);
        Assert.All(places, p => Assert.Matches(reading, File.ReadAllText(Path.Combine(Library, p))));
    }

    private static string AllSources => Path.Combine(TestFiles.Root, "src");

    private static string Library => Path.Combine(AllSources, "Auspex");

    private static string FolderOf(string file) => Path.GetRelativePath(Library, file).Split('/')[0];

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<(int Number, string Text)> Lines(string file) => File.ReadLines(file).Select((text, i) => (i + 1, text));

    /// <summary>True when <paramref name="line"/> names something of <paramref name="folder"/> by way of the common namespace.</summary>
    private static bool Relative(string line, string folder) =>
        Regex.IsMatch(line, $@"(?<![\w.]){folder}\.[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\bAuspex\.(?<folder>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\bnew (System\.Threading\.)?Thread\(|\bTask\.(Run|Factory)\b|\bThreadPool\.|\bnew (System\.Threading\.)?Timer\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thread();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();
}
