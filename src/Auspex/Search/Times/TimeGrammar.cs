using System.Globalization;
using System.Text;
using Auspex.Text;

namespace Auspex.Search.Times;

/// <summary>The words behind <c>--start</c> and <c>--end</c>: one or two, in the tools' grammar, and ISO 8601.</summary>
/// <remarks>
/// <code>
/// words   = keyword [ time ] / date [ time ] / time / time date / time keyword / iso / "@" SECONDS [ "." digits ]
/// keyword = "now" / "recent" / "this-hour" / "boot" / "today" / "yesterday" / "this-week" / "week-ago" / "this-month" / "this-year"
/// date    = %x of the locale / YYYY-MM-DD
/// time    = %X of the locale, ":00" added to five characters and less
/// </code>
/// Differs from 4.2.2 (docs/differences.md, this-hour; docs/differences.md, summer-time; docs/differences.md, iso-time).
/// What is now is asked once, so that all words of a command line agree. Times are of the given zone. Source: ausearch(8); spec 1.1.3.
/// </remarks>
internal sealed class TimeGrammar
{
    private const int FirstYear = 2004; // no audit before Linux 2.6
    private const int RecentSeconds = 600;
    private const long MaxSeconds = 253_402_300_799; // 9999-12-31 23:59:59

    private readonly TimeLocale locale;
    private readonly TimeZoneInfo zone;
    private readonly IMachineTime machine;
    private readonly long now;

    /// <summary>A grammar for one command line.</summary>
    public TimeGrammar(TimeLocale locale, TimeZoneInfo zone, IMachineTime machine)
    {
        ArgumentNullException.ThrowIfNull(locale);
        ArgumentNullException.ThrowIfNull(machine);
        this.locale = locale;
        this.zone = zone;
        this.machine = machine;
        now = machine.NowSeconds;
    }

    /// <summary>Reads the words of one option.</summary>
    /// <param name="bound">Which option.</param>
    /// <param name="first">The first word.</param>
    /// <param name="second">The second, if there is one.</param>
    /// <param name="seconds">Since 1970-01-01 UTC.</param>
    /// <param name="error">What to tell the person, in the tools' words without a line end; empty when all is well.</param>
    public bool TryParse(TimeBound bound, string first, string? second, out long seconds, out string error)
    {
        ArgumentNullException.ThrowIfNull(first);
        seconds = 0;
        error = "";
        if (second is null)
        {
            if (first.StartsWith('@')) return TryParseEpoch(bound, first, out seconds, out error);
            if (IsoTime.TryParse(first, out var iso) && iso.HasTime) return TryConvert(iso, bound, out seconds, out error);
            return first.Contains(':', StringComparison.Ordinal)
                ? TryCombine(bound, date: null, first, out seconds, out error)
                : TryCombine(bound, first, time: null, out seconds, out error);
        }

        var (date, time) = first.Contains(':', StringComparison.Ordinal) ? (second, first) : (first, second);
        if (IsoTime.TryParse($"{date}T{time}", out var both)) return TryConvert(both, bound, out seconds, out error);
        return TryCombine(bound, date, time, out seconds, out error);
    }

    private bool TryCombine(TimeBound bound, string? date, string? time, out long seconds, out string error)
    {
        seconds = 0;
        CalendarTime? timeOfDay = null;
        if (date is not null && IsKeyword(date))
        {
            if (time is not null && !TryParseTime(bound, time, out timeOfDay, out error)) return false;
            return TryResolve(bound, date, timeOfDay, out seconds, out error);
        }

        var today = CalendarTime.At(now, zone);
        var day = today;
        if (date is not null && !TryParseDate(bound, date, ref day, out error)) return false;
        if (time is not null && !TryParseTime(bound, time, out timeOfDay, out error)) return false;
        if (!IsYearPossible(day.Year, out error)) return false;
        timeOfDay ??= bound == TimeBound.Start ? today.Midnight : today;
        seconds = day.WithTimeOf(timeOfDay.Value).ToSeconds(zone, bound);
        return true;
    }

    private bool TryParseDate(TimeBound bound, string text, ref CalendarTime day, out string error)
    {
        error = "";
        if (IsoTime.TryParse(text, out var iso) && !iso.HasTime)
        {
            day = iso.Time;
            return true;
        }

        if (!locale.TryRead(TimeLocale.Date, text, ref day, out var isWhole))
            error = $"Invalid {Name(bound)} date ({text}). Month, Day, and Year are required.";
        else if (!isWhole)
            error = $"Error parsing {Name(bound)} date ({text})";
        else if (day.Year > 9999) // a year before the first is told by its number, as where years count from Buddha and 01 is -542
            error = $"Error converting {Name(bound)} time";
        return error.Length == 0;
    }

    private bool TryParseTime(TimeBound bound, string text, out CalendarTime? timeOfDay, out string error)
    {
        error = "";
        var time = default(CalendarTime);
        var whole = Encoding.UTF8.GetByteCount(text) <= 5 ? text + ":00" : text;
        if (!locale.TryRead(TimeLocale.Time, whole, ref time, out var isWhole))
            error = $"Invalid {Name(bound)} time ({text}). Hour, Minute, and Second are required.";
        else if (!isWhole)
            error = $"Error parsing {Name(bound)} time ({text})";
        timeOfDay = time;
        return error.Length == 0;
    }

    private bool TryConvert(IsoTime iso, TimeBound bound, out long seconds, out string error)
    {
        seconds = 0;
        if (!IsYearPossible(iso.Time.Year, out error)) return false;
        seconds = iso.OffsetSeconds is { } offset ? iso.Time.ClockSeconds - offset : iso.Time.ToSeconds(zone, bound);
        return true;
    }

    private static bool TryParseEpoch(TimeBound bound, string text, out long seconds, out string error)
    {
        var digits = text.AsSpan(1);
        var point = digits.IndexOf('.');
        var isGood = point < 0 || (point + 1 < digits.Length && !digits[(point + 1)..].ContainsAnyExceptInRange('0', '9'));
        if (point >= 0) digits = digits[..point];
        isGood &= long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds <= MaxSeconds;
        error = isGood ? "" : $"Invalid {Name(bound)} time ({text}). Seconds since 1970 are required.";
        return isGood;
    }

    private static bool IsYearPossible(int year, out string error)
    {
        error = year < FirstYear ? $"Error - year is {year.ToString(CultureInfo.InvariantCulture)}" : "";
        return error.Length == 0;
    }

    private static bool IsKeyword(string word) =>
        word is "now" or "recent" or "this-hour" or "boot" or "today" or "yesterday" or "this-week" or "week-ago" or "this-month" or "this-year";

    private bool TryResolve(TimeBound bound, string keyword, CalendarTime? timeOfDay, out long seconds, out string error)
    {
        error = "";
        var today = CalendarTime.At(now, zone);
        switch (keyword)
        {
            case "now":
                seconds = MomentOrTime(now, timeOfDay, bound);
                return true;
            case "recent":
                seconds = MomentOrTime(now - RecentSeconds, timeOfDay, bound);
                return true;
            case "this-hour":
                seconds = MomentOrTime(now - (today.Minute * 60) - today.Second, timeOfDay, bound);
                return true;
            case "boot":
                var isKnown = machine.TryReadUptime(out var uptime, out var reason);
                error = isKnown ? "" : $"Can't read uptime ({reason})";
                seconds = isKnown ? MomentOrTime(now - (long)Math.Round(uptime, MidpointRounding.AwayFromZero), timeOfDay, bound) : 0;
                return isKnown;
            case "today" when bound == TimeBound.End && timeOfDay is null:
                seconds = now;
                return true;
        }

        var day = keyword switch
        {
            "yesterday" => DaysBefore(today, 1),
            "this-week" => DaysBefore(today, today.DaysSinceSunday),
            "week-ago" => DaysBefore(today, 7),
            "this-month" => today with { Day = 1 },
            "this-year" => today with { Month = 1, Day = 1 },
            _ => today,
        };
        seconds = (timeOfDay is { } time ? day.WithTimeOf(time) : day.Midnight).ToSeconds(zone, bound);
        return true;
    }

    /// <summary>A moment; its day at another time when one is given that is not midnight.</summary>
    private long MomentOrTime(long moment, CalendarTime? timeOfDay, TimeBound bound) =>
        timeOfDay is { } time && (time.Hour | time.Minute | time.Second) != 0
            ? CalendarTime.At(moment, zone).WithTimeOf(time).ToSeconds(zone, bound) : moment;

    private static CalendarTime DaysBefore(CalendarTime day, int days) =>
        CalendarTime.At(day.Midnight.ClockSeconds - (days * 86_400L), TimeZoneInfo.Utc);

    private static string Name(TimeBound bound) => bound == TimeBound.Start ? "start" : "end";
}
