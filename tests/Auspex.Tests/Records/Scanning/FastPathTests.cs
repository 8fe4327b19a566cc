using System.Globalization;
using System.Text;
using Auspex.Records.Scanning;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Records.Scanning;

/// <summary>Each short cut gives what the long way gives.</summary>
public sealed class FastPathTests
{
    [Fact]
    public void A_stamp_reads_the_same_by_both_ways()
    {
        var random = Seeded.New(out var seed);
        var damage = "0123456789.:) x/;\0"u8;
        for (var round = 0; round < 200_000; round++)
        {
            var seconds = random.NextInt64(1L << random.Next(1, 40)).ToString(CultureInfo.InvariantCulture);
            if (random.Next(2) == 0) seconds = seconds.PadLeft(10, '0');
            var serial = ((ulong)random.NextInt64() >> random.Next(63)).ToString(CultureInfo.InvariantCulture);
            if (random.Next(8) == 0) serial += "0";
            var text = Encoding.ASCII.GetBytes($"{seconds}.{random.Next(1100):d3}:{serial}): pid=1 uid=0"[..^random.Next(12)]);
            if (random.Next(2) == 0) text[random.Next(Math.Min(text.Length, 30))] = damage[random.Next(damage.Length)];
            AssertSameStamp(text, seed);
        }
    }

    [Theory]
    [InlineData("1700000015.100:1): ")]
    [InlineData("1700000015.100:1): abcdef")]
    [InlineData("1700000015.100:1234567): ")]
    [InlineData("1700000015.100:12345678): ")]
    [InlineData("1700000015.100:123456789): ")]
    [InlineData("1700000015.100:4294967295): ")]
    [InlineData("1700000015.100:9999999999999999999): ")]
    [InlineData("1700000015.100:18446744073709551615): ")]
    [InlineData("1700000015.100:18446744073709551616): ")]
    [InlineData("1700000015.100:")]
    [InlineData("1700000015.100:123456789012")]
    [InlineData("1700000015.100:): pid=1234567890")]
    public void Stamps_at_the_borders_of_the_common_layout_read_the_same_by_both_ways(string text) =>
        AssertSameStamp(Encoding.ASCII.GetBytes(text), text);

    [Fact]
    public void Hexadecimal_of_every_length_decodes_as_digit_by_digit()
    {
        var random = Seeded.New(out var seed);
        for (var length = 0; length < 200; length++)
        {
            var text = new byte[length];
            for (var i = 0; i < length; i++) text[i] = "0123456789abcdefABCDEF"u8[random.Next(22)];
            Assert.Equal(length, HexScanner.CountDigits(text));
            var fast = new byte[length / 2];
            var plain = new byte[length / 2];
            Assert.Equal(Hex.Decode(text, plain), HexScanner.Decode(text, fast));
            Assert.True(plain.AsSpan().SequenceEqual(fast), seed);
        }
    }

    [Fact]
    public void A_byte_is_a_digit_wherever_it_stands_or_nowhere()
    {
        var text = new byte[70];
        for (var at = 0; at < text.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                text.AsSpan().Fill((byte)'7');
                text[at] = (byte)value;
                Assert.Equal(Hex.Digit((byte)value) >= 0 ? text.Length : at, HexScanner.CountDigits(text));
            }
        }
    }

    [Fact]
    public void The_end_of_a_line_and_its_separator_are_found_wherever_they_stand()
    {
        var text = new byte[150];
        for (var length = 0; length <= text.Length; length++)
        {
            for (var end = 0; end <= length; end++)
            {
                text.AsSpan().Fill((byte)'\t');
                text[end / 2] = 0x1D;
                if (end < length) text[end] = (byte)(end % 3 == 0 ? 0 : '\n');
                var found = LineScanner.FindEnd(text.AsSpan(0, length), 0, out var split);
                Assert.Equal(end < length ? end : -1, found);
                Assert.Equal(end / 2 < length && (end / 2 < end || end == length) ? end / 2 : -1, split);
            }
        }
    }

    private static void AssertSameStamp(ReadOnlySpan<byte> text, string context)
    {
        var plain = StampText.TryReadPlain(text, out var milliseconds, out var serial, out var length);
        var fast = StampText.TryRead(text, out var fastMilliseconds, out var fastSerial, out var fastLength);
        var isSame = plain == fast && (!plain || (milliseconds == fastMilliseconds && serial == fastSerial && length == fastLength));
        if (!isSame) Assert.Fail($"{context}: {Encoding.Latin1.GetString(text)}");
    }
}
