using Auspex.Records;
using Auspex.Records.Scanning;
using Auspex.Tests.Support;

namespace Auspex.Tests.Records;

/// <summary>Every shape of record there is, one story a file, with what it says beside it.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Stories() =>
        [.. Directory.EnumerateFiles(TestFiles.Data("records"), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_reads_as_its_golden(string story)
    {
        var log = Story.ReadLog(TestFiles.Data($"records/{story}.txt"));
        foreach (var scanner in FieldScanners.All)
            Golden.Check(TestFiles.Data($"records/{story}.golden"), RecordDump.Of(log, new FieldIndex(scanner)));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_cut_in_two_anywhere_reads_the_same(string story)
    {
        var log = Story.ReadLog(TestFiles.Data($"records/{story}.txt"));
        var fields = new FieldIndex();
        var whole = RecordDump.Of(log, fields);
        for (var cut = 0; cut <= log.Length; cut++)
        {
            var dump = new RecordDump(fields);
            RecordBlocks.ReadCutAt(log, cut, dump.Add);
            Assert.True(whole == dump.ToString(), $"cut at byte {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_in_blocks_of_any_size_reads_the_same(string story)
    {
        var log = Story.ReadLog(TestFiles.Data($"records/{story}.txt"));
        var fields = new FieldIndex();
        var whole = RecordDump.Of(log, fields);
        for (var size = 1; size < 70; size++)
        {
            var dump = new RecordDump(fields);
            RecordBlocks.Read(log, size, dump.Add);
            Assert.True(whole == dump.ToString(), $"blocks of {size} bytes");
        }
    }

    [Fact]
    public void Every_story_tells_itself_on_top()
    {
        foreach (var story in Directory.EnumerateFiles(TestFiles.Data("records"), "*.txt"))
            Assert.True(File.ReadLines(story).First().StartsWith("# ", StringComparison.Ordinal), story);
    }
}
