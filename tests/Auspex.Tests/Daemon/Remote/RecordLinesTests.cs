using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>What the daemon writes to the plugin.</summary>
public sealed class RecordLinesTests
{
    [Fact]
    public void Lines_are_found_however_they_are_cut()
    {
        var random = new Random(23);
        var expected = Enumerable.Range(0, 3000).Select(i => $"{i} {new string('y', random.Next(900))}\n").ToList();
        var bytes = Encoding.ASCII.GetBytes(string.Concat(expected));
        var lines = new RecordLines();
        var found = new List<string>();
        for (var at = 0; at < bytes.Length;)
        {
            var room = lines.Room;
            var count = Math.Min(Math.Min(random.Next(1, 5000), room.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(room);
            lines.Advance(count);
            at += count;
            while (lines.TryRead(out var line)) found.Add(Encoding.ASCII.GetString(line));
        }

        Assert.Equal(expected, found);
        Assert.Equal(0, lines.Cut);
    }

    [Theory]
    [InlineData(8953, 0)]
    [InlineData(8954, 1)]
    [InlineData(8955, 1)]
    [InlineData(100_000, 1)]
    public void A_line_that_is_too_long_is_cut_and_the_next_is_whole(int length, int cut)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', length) + "\nnext\n");
        foreach (var step in (int[])[7000, 8954, 60_000])
        {
            var lines = new RecordLines();
            var found = new List<string>();
            for (var at = 0; at < bytes.Length; at += step)
            {
                var part = bytes.AsSpan(at, Math.Min(step, bytes.Length - at));
                part.CopyTo(lines.Room);
                lines.Advance(part.Length);
                while (lines.TryRead(out var line)) found.Add(Encoding.ASCII.GetString(line));
            }

            Assert.Equal([new string('x', Math.Min(length, 8953)) + "\n", "next\n"], found);
            Assert.Equal(cut, lines.Cut);
        }
    }

    [Fact]
    public void The_last_line_needs_no_end()
    {
        var lines = new RecordLines();
        "type=A"u8.CopyTo(lines.Room);
        lines.Advance(6);
        Assert.False(lines.TryRead(out _));
        Assert.True(lines.TryReadRest(out var line));
        Assert.Equal("type=A\n"u8, line);
        Assert.False(lines.TryReadRest(out _));
    }

    [Theory]
    [InlineData("type=SYSCALL msg=audit(1.000:1): a=1\n", true)]
    [InlineData("node=a type=SYSCALL msg=audit(1.000:1): a=1\n", true)]
    [InlineData("type=EOE msg=audit(1.000:1): \n", false)]
    [InlineData("node=a type=EOE msg=audit(1.000:1): \n", false)]
    [InlineData("rubbish\n", false)]
    [InlineData("\n", false)]
    [InlineData("some rubbish\n", true)]
    [InlineData("type\n", true)]
    public void Ends_of_events_and_rubbish_are_not_wanted(string line, bool isWanted) =>
        Assert.Equal(isWanted, RecordLines.IsWanted(Encoding.ASCII.GetBytes(line)));
}
