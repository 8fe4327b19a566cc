using System.Globalization;
using System.Text;
using Auspex.Outputs;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Outputs;

public sealed class LineSorterTests
{
    [Fact]
    public void Lines_come_out_by_time_and_those_of_one_time_as_they_came()
    {
        var random = Seeded.New(out var seed);
        var sorter = new LineSorter(TimeSpan.FromMilliseconds(300));
        var output = new ByteBuffer();
        var lines = new List<(long Time, int Number)>();
        for (var i = 0; i < 20_000; i++)
        {
            var time = (i * 2) - random.Next(300);
            lines.Add((time, i));
            sorter.Add(time, Line(time, i, random.Next(100) == 0 ? random.Next(200_000) : random.Next(400)), output);
        }

        sorter.Flush(output);
        var expected = lines.OrderBy(l => l.Time).Select(l => $"{l.Time} {l.Number}");
        Assert.True(expected.SequenceEqual(Heads(output), StringComparer.Ordinal), seed);
    }

    [Fact]
    public void A_line_is_held_for_the_delay_and_no_longer()
    {
        var sorter = new LineSorter(TimeSpan.FromMilliseconds(100));
        var output = new ByteBuffer();
        sorter.Add(1000, Line(1000, 0, 0), output);
        sorter.Add(1100, Line(1100, 1, 0), output);
        Assert.Empty(Heads(output));
        sorter.Add(1101, Line(1101, 2, 0), output);
        Assert.Equal(["1000 0"], Heads(output));
        sorter.Release(1101, output);
        Assert.Equal(["1000 0", "1100 1"], Heads(output));
    }

    [Fact]
    public void Lines_that_never_become_old_do_not_fill_the_memory()
    {
        var sorter = new LineSorter(TimeSpan.FromMilliseconds(100));
        var output = new ByteBuffer();
        for (var i = 0; i < 100; i++) sorter.Add(0, Line(0, i, 1 << 20), output);
        Assert.InRange(Heads(output).Count, 100 - 32, 99);
        sorter.Flush(output);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"0 {i}"), Heads(output), StringComparer.Ordinal);
    }

    private static byte[] Line(long time, int number, int padding) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time} {number} {new string('x', padding)}\n"));

    private static List<string> Heads(ByteBuffer output) =>
        [.. Encoding.ASCII.GetString(output.Written).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ')[..2]))];
}
