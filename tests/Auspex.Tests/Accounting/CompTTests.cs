using Auspex.Accounting;

namespace Auspex.Tests.Accounting;

public sealed class CompTTests
{
    [Theory]
    [InlineData(0, 0ul)]
    [InlineData(1, 1ul)]
    [InlineData(8191, 8191ul)]
    [InlineData(0x2000 | 1, 8ul)]
    [InlineData(0xFFFF, 8191ul << 21)]
    public void It_is_a_fraction_with_an_exponent_of_eight(int encoded, ulong value) =>
        Assert.Equal(value, CompT.Decode((ushort)encoded));

    [Fact]
    public void Encoding_loses_less_than_the_last_bits()
    {
        const int seed = 4711;
        var random = new Random(seed);
        for (var round = 0; round < 100_000; round++)
        {
            var value = random.NextInt64(1, 8191L << 21) >> random.Next(34);
            var error = (long)CompT.Decode(Encode((ulong)value)) - value;
            Assert.True(Math.Abs(error) <= value / 1000, $"seed {seed}: {value} is off by {error}");
        }
    }

    /// <summary>The fraction is shifted by three bits until it fits; the last bit shifted out rounds.</summary>
    private static ushort Encode(ulong value)
    {
        var exponent = 0;
        while (value > 0x1FFF)
        {
            var round = (value >> 2) & 1;
            value = (value >> 3) + round;
            exponent++;
        }

        return (ushort)((exponent << 13) | (int)value);
    }
}
