using Auspex.Tests.Support;

namespace Auspex.Tests.Processes;

/// <summary>Each file of testdata/processes is a story, with what must come out of it beside.</summary>
public sealed class LifecycleStoryTests
{
    private static readonly string Folder = TestFiles.Data("processes");

    public static TheoryData<string> Stories() =>
        [.. Directory.GetFiles(Folder, "*.story").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_comes_out_as_written_beside_it(string name)
    {
        var actual = StoryRunner.Run(File.ReadAllLines(Path.Combine(Folder, name + ".story")));
        Golden.Check(Path.Combine(Folder, name + ".golden"), actual);
    }
}
