using Auspex.Search.Engine;

namespace Auspex.Tests.Search.Engine;

public sealed class NeedleFinderTests
{
    [Fact]
    public void It_finds_what_a_plain_search_finds()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var haystack = new byte[random.Next(200)];
            for (var i = 0; i < haystack.Length; i++) haystack[i] = (byte)('a' + random.Next(3));
            var needle = new byte[random.Next(1, 12)];
            for (var i = 0; i < needle.Length; i++) needle[i] = (byte)('a' + random.Next(random.Next(20) == 0 ? 4 : 3));
            var counts = new int[256];
            for (var i = 0; i < 4; i++) counts['a' + i] = random.Next(100);
            Assert.True(haystack.AsSpan().IndexOf(needle) == new NeedleFinder(needle, counts).IndexIn(haystack), $"AUSPEX_SEED={seed}, round {round}");
        }
    }
}
