using Auspex.Tests.Support;

namespace Auspex.Tests.Events;

/// <summary>Each file of testdata/events is a story, with what must come out of it beside.</summary>
public sealed class EventStoryTests
{
    public static TheoryData<string> Stories() =>
        [.. Directory.EnumerateFiles(TestFiles.Data("events"), "*.story").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_comes_out_as_its_golden(string name) =>
        Golden.Check(TestFiles.Data($"events/{name}.golden"), EventStory.Read(name).Tell());

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_in_pieces_of_any_size_comes_out_the_same(string name)
    {
        var story = EventStory.Read(name);
        if (story.IsLive) return; // it is told record by record, with silence between
        var whole = story.Tell();
        for (var size = 1; size < 80; size++) Assert.Equal(whole, story.TellInPieces(() => size));
        var random = new Random(whole.Length);
        for (var round = 0; round < 20; round++) Assert.Equal(whole, story.TellInPieces(() => random.Next(1, 200)));
    }

    [Fact]
    public void Every_story_tells_itself_on_top()
    {
        foreach (var story in Directory.EnumerateFiles(TestFiles.Data("events"), "*.story"))
            Assert.True(File.ReadLines(story).First().StartsWith("# ", StringComparison.Ordinal), story);
    }
}
