using System.Text;
using Auspex.Text;

namespace Auspex.Tests.Text;

public sealed class TextTests
{
    [Theory]
    [InlineData("a b\t\u0001(x)", EscapeMode.Raw, "a b\t\u0001(x)")]
    [InlineData("a b\t\u0001(x)", EscapeMode.Tty, "a b\\011\\001(x)")]
    [InlineData("a b\t\u0001(x)", EscapeMode.Shell, "a\\ b\\011\\001\\(x\\)")]
    [InlineData("\"'`$\\!()| ;#&*?[]<>{}", EscapeMode.Shell, "\\\"\\'\\`\\$\\\\\\!\\(\\)\\|\\ ;#&*?[]<>{}")]
    [InlineData("\"'`$\\!()| ;#&*?[]<>{}", EscapeMode.ShellQuote, "\\\"\\'\\`\\$\\\\\\!\\(\\)\\|\\ \\;\\#\\&\\*\\?\\[\\]\\<\\>\\{\\}")]
    [InlineData("", EscapeMode.ShellQuote, "")]
    [InlineData("/usr/bin/x-y_z", EscapeMode.ShellQuote, "/usr/bin/x-y_z")]
    public void Text_is_escaped_as_the_mode_says(string text, EscapeMode mode, string expected)
    {
        var buffer = new ByteBuffer(16);
        buffer.Append("kept\u0001"u8);
        Escaping.Append(Encoding.UTF8.GetBytes(text), mode, buffer);
        Assert.Equal("kept\u0001" + expected, Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Keys_are_escaped_one_by_one()
    {
        var buffer = new ByteBuffer();
        buffer.Append("a b\u0001c\u0002"u8);
        Escaping.Apply(buffer, 0, EscapeMode.Shell, keepKeySeparators: true);
        Assert.Equal("a\\ b\u0001c\\002", Encoding.UTF8.GetString(buffer.Written));
    }

    [Theory]
    [InlineData("12junk", 10, 12UL, true)]
    [InlineData("", 10, 0UL, true)]
    [InlineData("x", 16, 0UL, true)]
    [InlineData("-1", 10, ulong.MaxValue, true)]
    [InlineData(" \t+7", 10, 7UL, true)]
    [InlineData("0x1F", 16, 0x1FUL, true)]
    [InlineData("0x", 16, 0UL, true)]
    [InlineData("0xg", 16, 0UL, true)]
    [InlineData("0x1F", 10, 0UL, true)]
    [InlineData("0x1F", 0, 0x1FUL, true)]
    [InlineData("017", 0, 15UL, true)]
    [InlineData("17", 0, 17UL, true)]
    [InlineData("0789", 8, 7UL, true)]
    [InlineData("18446744073709551615", 10, ulong.MaxValue, true)]
    [InlineData("18446744073709551616", 10, 0UL, false)]
    [InlineData("fffffffffffffffff", 16, 0UL, false)]
    public void Numbers_are_read_as_strtoul_reads_them(string text, int radix, ulong value, bool fits)
    {
        Assert.Equal(fits, CNumber.TryParseUnsigned(Encoding.ASCII.GetBytes(text), radix, out var found));
        if (fits) Assert.Equal(value, found);
    }

    [Theory]
    [InlineData("-13'", -13L, true)]
    [InlineData("9223372036854775807", long.MaxValue, true)]
    [InlineData("-9223372036854775808", long.MinValue, true)]
    [InlineData("9223372036854775808", 0L, false)]
    [InlineData("-9223372036854775809", 0L, false)]
    public void Numbers_are_read_as_strtol_reads_them(string text, long value, bool fits)
    {
        Assert.Equal(fits, CNumber.TryParseSigned(Encoding.ASCII.GetBytes(text), 10, out var found));
        if (fits) Assert.Equal(value, found);
    }

    [Theory]
    [InlineData("%m/%d/%y %H:%M:%S", "11/14/23 22:13:20")]
    [InlineData("%x %T %X %R", "11/14/23 22:13:20 22:13:20 22:13")]
    [InlineData("%F|%Y|%e|%j|%u|%k|%I%p|%s|%b %a|%%|%Q|%", "2023-11-14|2023|14|318|2|22|10PM|1700000000|Nov Tue|%|%Q|%")]
    [InlineData("%z%n%tü", "+0000\n\tü")]
    public void Times_are_written_as_strftime_writes_them(string pattern, string expected)
    {
        var text = new TimeText(pattern, TimeZoneInfo.Utc);
        var buffer = new ByteBuffer();
        text.Append(1, buffer);
        buffer.Clear();
        text.Append(1_700_000_000, buffer);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written));
    }

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void A_time_no_calendar_holds_stays_a_number(long seconds, string expected)
    {
        var buffer = new ByteBuffer();
        new TimeText("%F", TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromMinutes(-330), "x", "x")).Append(seconds, buffer);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written));
    }

    [Theory]
    [InlineData(0u, 3, "000")]
    [InlineData(0x1FFu, 3, "777")]
    [InlineData(0x1FFFu, 3, "17777")]
    [InlineData(uint.MaxValue, 1, "37777777777")]
    public void Octal_numbers_are_padded(uint value, int digits, string expected)
    {
        var buffer = new ByteBuffer();
        buffer.AppendOctal(value, digits);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void A_buffer_grows_and_keeps_what_it_holds()
    {
        var buffer = new ByteBuffer(1);
        var expected = new StringBuilder();
        for (var i = 0; i < 5000; i++)
        {
            buffer.AppendDecimal(i);
            buffer.Append((byte)' ');
            buffer.AppendHex((ulong)i);
            expected.Append(i).Append(' ').Append(i.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(buffer.Written));
        buffer.Truncate(3);
        Assert.Equal("0 0", Encoding.ASCII.GetString(buffer.Written));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(1 << 30));
    }
}
