using Auspex.Daemon.Plugins;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>The words after audisp-af_unix.</summary>
public sealed class AfUnixArgumentsTests
{
    [Theory]
    [InlineData("0640 /run/audit/audispd_events string", 0x1A0, "/run/audit/audispd_events", false, 512)]
    [InlineData("binary /tmp/s 0600", 0x180, "/tmp/s", true, 512)]
    [InlineData("0666 string 100 ./s", 0x1B6, "./s", false, 100)]
    [InlineData("/s 0600 0 string", 0x180, "/s", false, 512)]
    public void What_a_word_is_shows_from_its_looks(string words, int mode, string path, bool isBinary, int depth)
    {
        var found = AfUnixArguments.Parse(words.Split(' '), out var complaints);
        Assert.Empty(complaints);
        Assert.Equal((mode, path, isBinary, depth), (found.Mode, found.Path, found.IsBinary, found.Depth));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0640 string")]
    [InlineData("0890 /run/audit/audispd_events string")]
    [InlineData("77777777777777777777 /run/audit/audispd_events string")]
    public void What_is_missing_or_wrong_has_a_default_and_is_told(string words)
    {
        var found = AfUnixArguments.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), out var complaints);
        Assert.Equal(["Bad or not enough arguments, using defaults"], complaints);
        Assert.Equal(new AfUnixArguments(), found);
    }

    [Fact]
    public void A_format_is_written_in_lower_case()
    {
        var found = AfUnixArguments.Parse(["0640", "/run/x", "BINARY"], out var complaints);
        Assert.Equal(["Invalid format detected", "Bad or not enough arguments, using defaults"], complaints);
        Assert.False(found.IsBinary);
    }
}
