using System.Globalization;

namespace Auspex.Text;

/// <summary>Time zones as TZ names them by a rule instead of a file: <c>EST5EDT,M3.2.0,M11.1.0</c>.</summary>
/// <remarks>
/// <code>
/// zone   = name offset [ name [ offset ] [ "," rule "," rule ] ]
/// name   = 3*letter | "&lt;" 1*( letter | digit | "+" | "-" ) "&gt;"
/// offset = [ "+" | "-" ] hours [ ":" minutes [ ":" seconds ] ]            west of Greenwich is positive
/// rule   = ( "M" month "." week "." weekday | "J" day | day ) [ "/" offset ]
/// </code>
/// .NET knows zones by their files only. Without rules those of the USA apply, as in glibc. Source: tzset(3); POSIX.1-2017, 8.3.
/// </remarks>
internal static class PosixZone
{
    private const string DefaultRules = ",M3.2.0,M11.1.0";
    private const int MaxLength = 128;

    /// <summary>The zone that <paramref name="rule"/> describes.</summary>
    /// <returns>False when it is no such rule: then it may be the name of a file.</returns>
    public static bool TryParse(string rule, out TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(rule);
        zone = TimeZoneInfo.Utc;
        var text = rule.AsSpan();
        if (rule.Length > MaxLength || !TryName(ref text, out var standard) || !TryOffset(ref text, 24, out var west)) return false;
        if (text.IsEmpty)
        {
            zone = TimeZoneInfo.CreateCustomTimeZone(rule, -west, standard, standard);
            return true;
        }

        var summerWest = west - TimeSpan.FromHours(1);
        if (!TryName(ref text, out var summer)) return false;
        if (!text.IsEmpty && text[0] != ',' && !TryOffset(ref text, 24, out summerWest)) return false;
        if (text.IsEmpty) text = DefaultRules;
        if (!TryRule(ref text, out var start) || !TryRule(ref text, out var end) || !text.IsEmpty) return false;
        return TryMake(rule, west, standard, summer, west - summerWest, start, end, out zone);
    }

    private static bool TryMake(
        string rule, TimeSpan west, string standard, string summer, TimeSpan saved, TimeZoneInfo.TransitionTime start, TimeZoneInfo.TransitionTime end,
        out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (start.Equals(end) || saved.Duration() > TimeSpan.FromHours(14)) return false;
        var adjustment = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, saved, start, end);
        zone = TimeZoneInfo.CreateCustomTimeZone(rule, -west, standard, standard, summer, [adjustment]);
        return true;
    }

    private static bool TryName(ref ReadOnlySpan<char> text, out string name)
    {
        name = "";
        if (text.StartsWith("<"))
        {
            var close = text.IndexOf('>');
            if (close < 2) return false;
            name = text[1..close].ToString();
            text = text[(close + 1)..];
            return true;
        }

        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length])) length++;
        if (length < 3) return false;
        name = text[..length].ToString();
        text = text[length..];
        return true;
    }

    /// <summary>Reads hours, minutes and seconds.</summary>
    private static bool TryOffset(ref ReadOnlySpan<char> text, int maxHours, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        var isNegative = text.StartsWith("-");
        if (isNegative || text.StartsWith("+")) text = text[1..];
        if (!TryNumber(ref text, maxHours, out var hours)) return false;
        var (minutes, seconds) = (0, 0);
        if (TryTake(ref text, ':') && (!TryNumber(ref text, 59, out minutes) || (TryTake(ref text, ':') && !TryNumber(ref text, 59, out seconds)))) return false;
        offset = new TimeSpan(hours, minutes, seconds);
        if (isNegative) offset = -offset;
        return offset.Duration() <= TimeSpan.FromHours(14) && seconds == 0; // what TimeZoneInfo holds
    }

    private static bool TryRule(ref ReadOnlySpan<char> text, out TimeZoneInfo.TransitionTime rule)
    {
        rule = default;
        if (!TryTake(ref text, ',')) return false;
        int month, week = 0, day;
        var isWeekday = TryTake(ref text, 'M');
        if (isWeekday)
        {
            if (!TryNumber(ref text, 12, out month) || month == 0 || !TryTake(ref text, '.')) return false;
            if (!TryNumber(ref text, 5, out week) || week == 0 || !TryTake(ref text, '.') || !TryNumber(ref text, 6, out day)) return false;
        }
        else
        {
            var countsFromOne = TryTake(ref text, 'J');
            if (!TryNumber(ref text, 365, out day) || (countsFromOne && day == 0)) return false;
            var date = new DateTime(2001, 1, 1).AddDays(Math.Min(countsFromOne ? day - 1 : day, 364)); // of a year without a leap day
            (month, day) = (date.Month, date.Day);
        }

        var at = TimeSpan.FromHours(2);
        if (TryTake(ref text, '/') && !TryOffset(ref text, 24, out at)) return false;
        if (at < TimeSpan.Zero || at >= TimeSpan.FromHours(24)) return false;
        var time = DateTime.MinValue.Add(at);
        rule = isWeekday
            ? TimeZoneInfo.TransitionTime.CreateFloatingDateRule(time, month, week, (DayOfWeek)day)
            : TimeZoneInfo.TransitionTime.CreateFixedDateRule(time, month, day);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char c)
    {
        if (text.IsEmpty || text[0] != c) return false;
        text = text[1..];
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, int max, out int number)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        if (!int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number > max) return false;
        text = text[length..];
        return true;
    }
}
