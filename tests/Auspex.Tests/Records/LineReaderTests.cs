using System.Text;
using Auspex.Records;

namespace Auspex.Tests.Records;

/// <summary>A line ends at LF or NUL, wherever the block ends.</summary>
public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "10:a")]
    [InlineData("a\n", "10:a")]
    [InlineData("a\n\nb", "10:a|12:|13:b")]
    [InlineData("a\0b\r\n", "10:a|12:b\r")]
    [InlineData("a\n\0\0\0b\n", "10:a|15:b")]
    [InlineData("\0\0\0", "10:")]
    public void Lines_come_with_their_places(string text, string expected)
    {
        var found = new List<string>();
        var lines = new LineReader(Encoding.UTF8.GetBytes(text), 10);
        while (lines.Read()) found.Add($"{lines.Position}:{Encoding.UTF8.GetString(lines.Line)}");
        Assert.Equal(expected, string.Join('|', found));
        Assert.False(lines.Read());
    }

    [Theory]
    [InlineData("", -1, -1, 0)]
    [InlineData("abc", -1, -1, 0)]
    [InlineData("a\nb\0c", 1, 3, 4)]
    public void Ends_are_found_from_both_sides(string text, int first, int last, int whole)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal((first, last, whole), (LineEnd.IndexIn(bytes), LineEnd.LastIndexIn(bytes), LineEnd.LengthOfLines(bytes)));
    }
}
