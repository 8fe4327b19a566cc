namespace Auspex.Tests.Processes;

/// <summary>Each file of testdata/processes is a story, with what must come out of it beside.</summary>
public sealed class LifecycleStoryTests
{
    private static readonly string Folder = Path.Combine(FindRoot(), "tests/Auspex.Tests/testdata/processes");

    public static TheoryData<string> Stories() =>
        [.. Directory.GetFiles(Folder, "*.story").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_comes_out_as_written_beside_it(string name)
    {
        var actual = StoryRunner.Run(File.ReadAllLines(Path.Combine(Folder, name + ".story")));
        var golden = Path.Combine(Folder, name + ".golden");
        if (Environment.GetEnvironmentVariable("AUSPEX_WRITE_GOLDEN") == "1") File.WriteAllText(golden, actual);
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Auspex.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
