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
    [InlineData("é\u007F\u009B31m\u202Egpj", EscapeMode.Raw, "é\u007F\u009B31m\u202Egpj")]
    [InlineData("é\u007F\u009B31m\u202Egpj", EscapeMode.Tty, "é\\177\\302\\23331m\\342\\200\\256gpj")]
    [InlineData("é \u009B(", EscapeMode.Shell, "é\\ \\302\\233\\(")]
    public void Text_is_escaped_as_the_mode_says(string text, EscapeMode mode, string expected)
    {
        var buffer = new ByteBuffer(16);
        buffer.Append("kept\u0001"u8);
        Escaping.Append(Encoding.UTF8.GetBytes(text), mode, buffer);
        Assert.Equal("kept\u0001" + expected, Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Controls_of_terminals_with_eight_bits_are_escaped_where_the_text_is_no_UTF8()
    {
        var buffer = new ByteBuffer();
        Escaping.Append([(byte)'a', 0x9B, (byte)'3', 0xE4, 0xFF], EscapeMode.Tty, buffer);
        Assert.Equal("a\\2333\u00E4\u00FF", Encoding.Latin1.GetString(buffer.Written));
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
    [InlineData("12", 10, 12UL)]
    [InlineData("-1", 10, ulong.MaxValue)]
    [InlineData(" \t+7", 10, 7UL)]
    [InlineData("7',", 10, 7UL)]
    [InlineData("0x1F", 16, 0x1FUL)]
    [InlineData("0x1F", 0, 0x1FUL)]
    [InlineData("017", 0, 15UL)]
    [InlineData("17", 0, 17UL)]
    [InlineData("18446744073709551615", 10, ulong.MaxValue)]
    public void Numbers_are_read_as_strtoul_reads_them(string text, int radix, ulong value)
    {
        Assert.Equal(NumberForm.Number, CNumber.ReadUnsigned(Encoding.ASCII.GetBytes(text), radix, out var found));
        Assert.Equal(value, found);
    }

    [Theory]
    [InlineData("", 10, NumberForm.Word)]
    [InlineData("-", 10, NumberForm.Word)]
    [InlineData("vagrant", 10, NumberForm.Word)]
    [InlineData("12junk", 10, NumberForm.Word)]
    [InlineData("\"2\"", 10, NumberForm.Word)]
    [InlineData("x", 16, NumberForm.Word)]
    [InlineData("face it", 16, NumberForm.Word)]
    [InlineData("0x", 16, NumberForm.Word)]
    [InlineData("0x1F", 10, NumberForm.Word)]
    [InlineData("0789", 8, NumberForm.Word)]
    [InlineData("18446744073709551616", 10, NumberForm.TooLarge)]
    [InlineData("fffffffffffffffff", 16, NumberForm.TooLarge)]
    [InlineData("18446744073709551616x", 10, NumberForm.Word)]
    internal void What_is_no_number_is_not_0(string text, int radix, NumberForm form)
    {
        Assert.Equal(form, CNumber.ReadUnsigned(Encoding.ASCII.GetBytes(text), radix, out var found));
        Assert.Equal(0UL, found);
        Assert.False(CNumber.TryParseUnsigned(Encoding.ASCII.GetBytes(text), radix, out _));
    }

    [Theory]
    [InlineData("-13'", -13L, NumberForm.Number)]
    [InlineData("9223372036854775807", long.MaxValue, NumberForm.Number)]
    [InlineData("-9223372036854775808", long.MinValue, NumberForm.Number)]
    [InlineData("9223372036854775808", 0L, NumberForm.TooLarge)]
    [InlineData("-9223372036854775809", 0L, NumberForm.TooLarge)]
    [InlineData("EACCES", 0L, NumberForm.Word)]
    internal void Numbers_are_read_as_strtol_reads_them(string text, long value, NumberForm form)
    {
        Assert.Equal(form, CNumber.ReadSigned(Encoding.ASCII.GetBytes(text), 10, out var found));
        if (form == NumberForm.Number) Assert.Equal(value, found);
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
