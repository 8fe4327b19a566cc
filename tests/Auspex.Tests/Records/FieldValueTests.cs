using System.Text;
using Auspex.Records;

namespace Auspex.Tests.Records;

public sealed class FieldValueTests
{
    /// <summary>Digits stay digits, whatever they would be in hexadecimal.</summary>
    [Theory]
    [InlineData("pid", "6876", "6876")]
    [InlineData("items", "10", "10")]
    [InlineData("ses", "4294967295", "4294967295")]
    [InlineData("comm", "6876", "hv")]
    [InlineData("comm", "\"ls\"", "ls")]
    [InlineData("exe", "2F746D702F61206222", "/tmp/a b\"")]
    [InlineData("name", "(null)", "")]
    [InlineData("key", "6B31016B32", "k1\u0001k2")]
    [InlineData("proctitle", "636174002F61", "cat\0/a")]
    [InlineData("res", "success", "success")]
    public void The_text_of_a_field_is_as_its_name_says(string name, string value, string expected)
    {
        var room = new byte[value.Length];
        Assert.Equal(expected, Encoding.UTF8.GetString(FieldValue.TextOf(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value), room)));
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "")]
    [InlineData("\"cut sho", "cut sho")]
    [InlineData("\"", "")]
    [InlineData("6C73202D6C", "ls -l")]
    [InlineData("6c73202d6c", "ls -l")]
    [InlineData("6C73202", "ls ")]
    [InlineData("7", "7")]
    [InlineData("(null)", "(null)")]
    [InlineData("?", "?")]
    [InlineData("", "")]
    [InlineData("6C7x", "6C7x")]
    [InlineData("'quoted'", "'quoted'")]
    public void A_value_says_its_text(string value, string text)
    {
        var room = new byte[value.Length];
        Assert.True(FieldValue.TryDecode(Encoding.UTF8.GetBytes(value), room, out var length));
        Assert.Equal(text, Encoding.UTF8.GetString(room.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("\"text\"", 3)]
    [InlineData("6C73202D6C", 4)]
    [InlineData("plain", 4)]
    public void A_value_without_room_is_refused_and_nothing_is_written(string value, int size)
    {
        var room = new byte[size];
        Assert.False(FieldValue.TryDecode(Encoding.UTF8.GetBytes(value), room, out var length));
        Assert.Equal(0, length);
        Assert.All(room, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData("0", true, 0u)]
    [InlineData("4294967295", true, FieldValue.UnsetId)]
    [InlineData("-1", true, FieldValue.UnsetId)]
    [InlineData("4294967296", false, 0u)]
    [InlineData("-2", false, 0u)]
    [InlineData("root", false, 0u)]
    [InlineData("", false, 0u)]
    public void An_id_is_a_number_or_unset(string value, bool isId, uint expected)
    {
        Assert.Equal(isId, FieldValue.TryParseId(Encoding.UTF8.GetBytes(value), out var id));
        if (isId) Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData("\"one\"", "one")]
    [InlineData("6F6E650174776F", "one|two")]
    [InlineData("016F6E6501", "one")]
    [InlineData("(null)", "")]
    [InlineData("", "")]
    [InlineData("0101", "")]
    public void A_key_field_holds_keys(string value, string expected)
    {
        var keys = new List<string>();
        Span<byte> room = stackalloc byte[KeyReader.MaxBytes];
        foreach (var key in new KeyReader(Encoding.UTF8.GetBytes(value), room)) keys.Add(Encoding.UTF8.GetString(key));
        Assert.Equal(expected, string.Join('|', keys));
    }

    [Fact]
    public void Keys_that_do_not_fit_are_none()
    {
        var keys = new KeyReader("\"too long\""u8, new byte[3]);
        Assert.False(keys.MoveNext());
    }
}
