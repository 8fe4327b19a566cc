using Auspex.Text;

namespace Auspex.Tests.Text;

/// <summary>Which name a mistyped word means.</summary>
public sealed class NearestNameTests
{
    private static readonly string[] Names = ["open", "close", "execve", "uid", "pid", "b64", "b32", "--executable"];

    [Theory]
    [InlineData("opne", "open")]
    [InlineData("CLOSED", "close")]
    [InlineData("exceve", "execve")]
    [InlineData("ipd", "pid")] // two letters swapped
    [InlineData("b46", "b64")]
    [InlineData("--excutable", "--executable")]
    [InlineData("pxx", null)] // of three letters one may be wrong
    [InlineData("u", null)]
    [InlineData("", null)]
    [InlineData("rename", null)]
    [InlineData("open", null)] // not mistyped
    public void The_nearest_name_is_found_and_no_far_one(string word, string? name)
    {
        Assert.Equal(name, NearestName.Find(word, Names));
        Assert.Equal(name is null ? "" : $"did you mean {name}?", NearestName.AdviceFor(word, Names));
    }

    [Fact]
    public void Words_of_any_length_are_taken() => Assert.Null(NearestName.Find(new string('x', 100_000), [new string('x', 99_999), "x"]));
}
