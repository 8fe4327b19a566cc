using System.Globalization;
using Auspex.Search.Times;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Search.Times;

public sealed class TimeGrammarTests
{
    // A Wednesday.
    private const string Now = "2024-07-17T15:42:33Z";

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("now", "2024-07-17T15:42:33Z", "2024-07-17T15:42:33Z")]
    [InlineData("recent", "2024-07-17T15:32:33Z", "2024-07-17T15:32:33Z")]
    [InlineData("this-hour", "2024-07-17T15:00:00Z", "2024-07-17T15:00:00Z")]
    [InlineData("boot", "2024-07-17T14:19:12Z", "2024-07-17T14:19:12Z")] // 5000.5 s are 5001
    [InlineData("today", "2024-07-17T00:00:00Z", "2024-07-17T15:42:33Z")]
    [InlineData("yesterday", "2024-07-16T00:00:00Z", "2024-07-16T00:00:00Z")]
    [InlineData("this-week", "2024-07-14T00:00:00Z", "2024-07-14T00:00:00Z")]
    [InlineData("week-ago", "2024-07-10T00:00:00Z", "2024-07-10T00:00:00Z")]
    [InlineData("this-month", "2024-07-01T00:00:00Z", "2024-07-01T00:00:00Z")]
    [InlineData("this-year", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z")]
    [InlineData("07/03/24", "2024-07-03T00:00:00Z", "2024-07-03T15:42:33Z")]
    [InlineData("7/3/24", "2024-07-03T00:00:00Z", "2024-07-03T15:42:33Z")]
    [InlineData("02/30/24", "2024-03-01T00:00:00Z", "2024-03-01T15:42:33Z")]
    [InlineData("22:13:30", "2024-07-17T22:13:30Z", "2024-07-17T22:13:30Z")]
    [InlineData("22:13", "2024-07-17T22:13:00Z", "2024-07-17T22:13:00Z")]
    [InlineData("2:1", "2024-07-17T02:01:00Z", "2024-07-17T02:01:00Z")]
    [InlineData(" 22:13:30", "2024-07-17T22:13:30Z", "2024-07-17T22:13:30Z")]
    [InlineData("23:59:60", "2024-07-18T00:00:00Z", "2024-07-18T00:00:00Z")]
    [InlineData("2024-07-03", "2024-07-03T00:00:00Z", "2024-07-03T15:42:33Z")]
    [InlineData("2024-07-03T10:00:00Z", "2024-07-03T10:00:00Z", "2024-07-03T10:00:00Z")]
    [InlineData("2024-07-03T10:00:00.999Z", "2024-07-03T10:00:00Z", "2024-07-03T10:00:00Z")]
    [InlineData("2024-07-03T10:00:00+02:00", "2024-07-03T08:00:00Z", "2024-07-03T08:00:00Z")]
    [InlineData("2024-07-03T10:00:00-0530", "2024-07-03T15:30:00Z", "2024-07-03T15:30:00Z")]
    [InlineData("2024-07-03T10:00:00+02", "2024-07-03T08:00:00Z", "2024-07-03T08:00:00Z")]
    [InlineData("2024-07-03 10:00:00,5", "2024-07-03T10:00:00Z", "2024-07-03T10:00:00Z")]
    [InlineData("2024-07-03T10:00", "2024-07-03T10:00:00Z", "2024-07-03T10:00:00Z")]
    [InlineData("@1700000000", "2023-11-14T22:13:20Z", "2023-11-14T22:13:20Z")]
    [InlineData("@1700000000.999", "2023-11-14T22:13:20Z", "2023-11-14T22:13:20Z")]
    public void One_word_is_a_keyword_a_date_or_a_time(string word, string start, string end)
    {
        Assert.Equal(start, Parse(TimeBound.Start, word));
        Assert.Equal(end, Parse(TimeBound.End, word));
    }

    [Theory]
    [InlineData("07/03/24", "22:13:30", "2024-07-03T22:13:30Z")]
    [InlineData("22:13:30", "07/03/24", "2024-07-03T22:13:30Z")]
    [InlineData("07/03/24", "22:13", "2024-07-03T22:13:00Z")]
    [InlineData("yesterday", "10:00", "2024-07-16T10:00:00Z")]
    [InlineData("10:00", "yesterday", "2024-07-16T10:00:00Z")]
    [InlineData("today", "10:00", "2024-07-17T10:00:00Z")]
    [InlineData("today", "00:00:00", "2024-07-17T00:00:00Z")]
    [InlineData("now", "10:00", "2024-07-17T10:00:00Z")]
    [InlineData("now", "00:00:00", Now)]
    [InlineData("boot", "10:00:01", "2024-07-17T10:00:01Z")]
    [InlineData("2024-07-03", "10:00:00", "2024-07-03T10:00:00Z")]
    [InlineData("2024-07-03", "10:00:00.123", "2024-07-03T10:00:00Z")]
    [InlineData("2024-07-03", "10:00:00+02:00", "2024-07-03T08:00:00Z")]
    [InlineData("10:00", "2024-07-03", "2024-07-03T10:00:00Z")]
    public void Of_two_words_the_one_with_the_colon_is_the_time(string first, string second, string expected)
    {
        Assert.Equal(expected, Parse(TimeBound.Start, first, second));
        Assert.Equal(expected, Parse(TimeBound.End, first, second));
    }

    [Theory] // all but those with '-' and '@' as Debian's ausearch 3.0.9 says them
    [InlineData("bogus", null, "Invalid start date (bogus). Month, Day, and Year are required.")]
    [InlineData("", null, "Invalid start date (). Month, Day, and Year are required.")]
    [InlineData("NOW", null, "Invalid start date (NOW). Month, Day, and Year are required.")]
    [InlineData("checkpoint", null, "Invalid start date (checkpoint). Month, Day, and Year are required.")]
    [InlineData("13/45/23", null, "Invalid start date (13/45/23). Month, Day, and Year are required.")]
    [InlineData("11/14/2023", null, "Error parsing start date (11/14/2023)")]
    [InlineData("11/14/23x", null, "Error parsing start date (11/14/23x)")]
    [InlineData("01/01/01", null, "Error - year is 2001")]
    [InlineData("11/14/69", null, "Error - year is 1969")]
    [InlineData("11:14/23", null, "Invalid start time (11:14/23). Hour, Minute, and Second are required.")]
    [InlineData(":", null, "Invalid start time (:). Hour, Minute, and Second are required.")]
    [InlineData("24:00", null, "Invalid start time (24:00). Hour, Minute, and Second are required.")]
    [InlineData("23:59:62", null, "Invalid start time (23:59:62). Hour, Minute, and Second are required.")]
    [InlineData("22:13:99", null, "Error parsing start time (22:13:99)")]
    [InlineData("22:13:30x", null, "Error parsing start time (22:13:30x)")]
    [InlineData("11/14/23 22:13", null, "Invalid start time (11/14/23 22:13). Hour, Minute, and Second are required.")]
    [InlineData("11/14/23", "bogus", "Invalid start time (bogus). Hour, Minute, and Second are required.")]
    [InlineData("11/14/23", "", "Invalid start time (). Hour, Minute, and Second are required.")]
    [InlineData("foo", "bar", "Invalid start date (foo). Month, Day, and Year are required.")]
    [InlineData("22:13:30", "22:14:00", "Invalid start date (22:14:00). Month, Day, and Year are required.")]
    [InlineData("now", "now", "Invalid start time (now). Hour, Minute, and Second are required.")]
    [InlineData("foo", "now", "Invalid start date (foo). Month, Day, and Year are required.")]
    [InlineData("2024-13-01", null, "Invalid start date (2024-13-01). Month, Day, and Year are required.")]
    [InlineData("2023-02-29", null, "Invalid start date (2023-02-29). Month, Day, and Year are required.")]
    [InlineData("2001-01-01", null, "Error - year is 2001")]
    [InlineData("2024-01-01T25:00:00", null, "Invalid start time (2024-01-01T25:00:00). Hour, Minute, and Second are required.")]
    [InlineData("@", null, "Invalid start time (@). Seconds since 1970 are required.")]
    [InlineData("@17x", null, "Invalid start time (@17x). Seconds since 1970 are required.")]
    [InlineData("@1.", null, "Invalid start time (@1.). Seconds since 1970 are required.")]
    [InlineData("@99999999999999999999", null, "Invalid start time (@99999999999999999999). Seconds since 1970 are required.")]
    public void What_is_no_time_is_refused_in_the_words_of_the_tools(string first, string? second, string error)
    {
        Assert.Equal(error, Parse(TimeBound.Start, first, second));
        Assert.Equal(error.Replace("start", "end", StringComparison.Ordinal), Parse(TimeBound.End, first, second));
    }

    [Fact]
    public void Without_uptime_boot_is_no_time()
    {
        var grammar = new TimeGrammar(TimeLocale.C, TimeZoneInfo.Utc, new FixedTime(1_700_000_000, uptime: null));
        Assert.False(grammar.TryParse(TimeBound.Start, "boot", null, out _, out var error));
        Assert.Equal("Can't read uptime (Permission denied)", error);
    }

    [Theory]
    [InlineData("07/15/24", "10:00", "2024-07-15T08:00:00Z", "2024-07-15T08:00:00Z")] // summer
    [InlineData("01/15/24", "10:00", "2024-01-15T09:00:00Z", "2024-01-15T09:00:00Z")] // winter, asked for in summer
    [InlineData("03/31/24", "02:30", "2024-03-31T01:30:00Z", "2024-03-31T01:30:00Z")] // never shown: 03:30
    [InlineData("10/27/24", "02:30", "2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z")] // shown twice
    [InlineData("2024-07-15", "10:00", "2024-07-15T08:00:00Z", "2024-07-15T08:00:00Z")]
    [InlineData("today", "00:00", "2024-07-16T22:00:00Z", "2024-07-16T22:00:00Z")]
    public void Times_are_what_the_clocks_of_the_place_show(string date, string time, string start, string end)
    {
        Assert.Equal(start, Parse(TimeBound.Start, date, time, Berlin));
        Assert.Equal(end, Parse(TimeBound.End, date, time, Berlin));
    }

    [Fact]
    public void Yesterday_is_the_day_before_also_after_a_day_of_23_hours()
    {
        // 2024-04-01 00:30 in Berlin: 24 hours earlier it was 2024-03-30 23:30.
        Assert.Equal("2024-03-30T23:00:00Z", Parse(TimeBound.Start, "yesterday", null, Berlin, "2024-03-31T22:30:00Z"));
        Assert.Equal("2023-12-31T23:00:00Z", Parse(TimeBound.Start, "this-year", null, Berlin));
        Assert.Equal("2024-07-17T15:00:00Z", Parse(TimeBound.Start, "this-hour", null, Berlin));
    }

    [Fact]
    public void This_hour_begins_where_the_clocks_of_the_place_say()
    {
        var india = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"); // half an hour off
        Assert.Equal("2024-07-17T15:30:00Z", Parse(TimeBound.Start, "this-hour", null, india));
    }

    [Fact]
    public void Any_text_is_answered()
    {
        var random = Seeded.New(out _);
        const string Alphabet = "0123456789/:-+.@TZ aPM%\u00e9";
        string[] words = ["now", "today", "2024-07-03", "07/03/24", "22:13:30", "@17", "2024-07-03T10:00:00+02:00"];
        for (var i = 0; i < 20_000; i++)
        {
            var first = Mutate(words[random.Next(words.Length)]);
            var second = random.Next(2) == 0 ? null : Mutate(words[random.Next(words.Length)]);
            var grammar = new TimeGrammar(TimeLocale.C, Berlin, new FixedTime(Seconds(Now)));
            var ok = grammar.TryParse((TimeBound)random.Next(2), first, second, out var seconds, out var error);
            Assert.Equal(ok, error.Length == 0);
            Assert.True(!ok || seconds is >= 0 and < 253_402_300_800, first);
        }

        string Mutate(string word)
        {
            var chars = word.ToList();
            for (var n = random.Next(4); n > 0; n--)
            {
                var c = Alphabet[random.Next(Alphabet.Length)];
                var at = random.Next(chars.Count + 1);
                if (at < chars.Count && random.Next(3) > 0) chars[at] = c;
                else if (chars.Count > 0 && random.Next(2) == 0) chars.RemoveAt(Math.Min(at, chars.Count - 1));
                else chars.Insert(at, c);
            }

            return new string([.. chars]);
        }
    }

    private static string Parse(TimeBound bound, string first, string? second = null, TimeZoneInfo? zone = null, string now = Now)
    {
        var grammar = new TimeGrammar(TimeLocale.C, zone ?? TimeZoneInfo.Utc, new FixedTime(Seconds(now)));
        return grammar.TryParse(bound, first, second, out var seconds, out var error) ? Text(seconds) : error;
    }

    private static long Seconds(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private static string Text(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
