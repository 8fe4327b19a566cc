using System.Text;
using Auspex.Outputs;
using Auspex.Text;

namespace Auspex.Tests.Text;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain ~ äöü → 日本 €", -1, 0)]
    [InlineData("", -1, 0)]
    [InlineData("ab\u001B[31m", 2, 1)]
    [InlineData("ä\u007F", 2, 1)]
    [InlineData("ä\u009B31m", 2, 2)]
    [InlineData("photo\u202Egpj.exe", 5, 3)]
    [InlineData("a\u2066b", 1, 3)]
    [InlineData("a\u200Bb", 1, 3)]
    [InlineData("a\u00ADb", 1, 2)]
    [InlineData("a\u2028b", 1, 3)]
    [InlineData("a\uFEFFb", 1, 3)]
    [InlineData("a\U000E0041b", 1, 4)]
    public void What_a_terminal_obeys_or_hides_is_found(string text, int index, int length)
    {
        Assert.Equal(index, TerminalText.IndexOfUnsafe(Encoding.UTF8.GetBytes(text), out var found));
        Assert.Equal(length, found);
        Assert.Equal(index < 0, TerminalText.IsSafe(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_judged_one_by_one()
    {
        Assert.True(TerminalText.IsSafe([0xE4, 0xFF, (byte)'a', 0xC3]));
        Assert.Equal(1, TerminalText.IndexOfUnsafe([0xE4, 0x9B, (byte)'3'], out var length));
        Assert.Equal(1, length);
        Assert.Equal(1, TerminalText.IndexOfUnsafe([0xE2, 0x80], out _));
    }

    /// <summary>The ranges against Unicode's categories: no control, format or separator of lines is forgotten, but for signs that are seen.</summary>
    [Fact]
    public void No_control_or_format_character_of_Unicode_is_forgotten()
    {
        const string seen = "\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD"; // Arabic, Syriac and Kaithi signs
        var forgotten = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(v => new Rune(v))
            .Where(r => (int)Rune.GetUnicodeCategory(r) is (int)System.Globalization.UnicodeCategory.Control
                or (int)System.Globalization.UnicodeCategory.Format or (int)System.Globalization.UnicodeCategory.LineSeparator
                or (int)System.Globalization.UnicodeCategory.ParagraphSeparator)
            .Where(r => r.Value is not (>= 0x13430 and <= 0x1343F) && !seen.EnumerateRunes().Contains(r) && !TerminalText.IsUnsafe(r)); // hieroglyphs are joined by some
        Assert.Empty(forgotten);
    }

    [Theory]
    [InlineData("/bin/echo", "/bin/echo")]
    [InlineData("photo\u202Egpj.exe", "$'photo\\xe2\\x80\\xaegpj.exe'")]
    [InlineData("a\u200Bb", "$'a\\xe2\\x80\\x8bb'")]
    [InlineData("é\u009B", "$'é\\xc2\\x9b'")]
    [InlineData("日本", "'日本'")]
    [InlineData("it's", "$'it\\'s'")]
    public void A_process_s_name_reaches_the_terminal_without_controls_and_pastes_into_a_shell(string text, string expected)
    {
        var output = new ByteBuffer();
        ShellText.Append(output, Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, Encoding.UTF8.GetString(output.Written));
    }

    [Theory]
    [InlineData("photo\u202Egpj\u009B\u2028", "\"photo\\u202egpj\\u009b\\u2028\"")]
    [InlineData("a\U000E0041", "\"a\\udb40\\udc41\"")]
    [InlineData("日本", "\"日本\"")]
    public void JSON_has_the_same_characters_as_numbers(string text, string expected)
    {
        var output = new ByteBuffer();
        Assert.True(JsonText.Append(output, Encoding.UTF8.GetBytes(text)));
        Assert.Equal(expected, Encoding.UTF8.GetString(output.Written));
        Assert.Equal(text, System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(output.Written)).RootElement.GetString());
    }
}
