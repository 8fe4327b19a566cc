using Auspex.Text;

namespace Auspex.Search.Times;

/// <summary>A time as ISO 8601 writes it, which is the same in every locale.</summary>
/// <remarks>
/// <code>
/// iso  = YYYY "-" MM "-" DD [ ( "T" / " " ) time [ zone ] ]
/// time = HH ":" MM [ ":" SS [ ( "." / "," ) digits ] ]          the fraction is cut off
/// zone = "Z" / ( "+" / "-" ) HH [ [ ":" ] MM ]                  none: the time of the place
/// </code>
/// </remarks>
internal readonly record struct IsoTime(CalendarTime Time, bool HasTime, int? OffsetSeconds)
{
    private const int DateLength = 10;

    /// <summary>True when <paramref name="text"/> begins as a date of this kind does.</summary>
    public static bool Looks(ReadOnlySpan<char> text) =>
        text.Length >= DateLength && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[9]);

    /// <summary>Reads the whole of <paramref name="text"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoTime iso)
    {
        iso = default;
        if (!Looks(text)) return false;
        if (!TryRead(text[..4], 1, 9999, out var year) || !TryRead(text[5..7], 1, 12, out var month)) return false;
        if (!TryRead(text[8..10], 1, DateTime.DaysInMonth(year, month), out var day)) return false;
        var time = new CalendarTime(year, month, day, 0, 0, 0);
        iso = new IsoTime(time, HasTime: false, OffsetSeconds: null);
        if (text.Length == DateLength) return true;
        if (text[DateLength] is not ('T' or 't' or ' ')) return false;
        text = text[(DateLength + 1)..];
        if (!TryReadTime(ref text, ref time) || !TryReadZone(text, out var offset)) return false;
        iso = new IsoTime(time, HasTime: true, offset);
        return true;
    }

    private static bool TryReadTime(ref ReadOnlySpan<char> text, ref CalendarTime time)
    {
        if (text.Length < 5 || text[2] != ':') return false;
        if (!TryRead(text[..2], 0, 23, out var hour) || !TryRead(text[3..5], 0, 59, out var minute)) return false;
        text = text[5..];
        var second = 0;
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!TryRead(text[1..3], 0, 60, out second)) return false;
            text = text[3..];
            if (text.Length > 1 && text[0] is '.' or ',' && char.IsAsciiDigit(text[1]))
            {
                var end = text[1..].IndexOfAnyExceptInRange('0', '9');
                text = end < 0 ? default : text[(end + 1)..];
            }
        }

        time = time with { Hour = hour, Minute = minute, Second = second };
        return true;
    }

    private static bool TryReadZone(ReadOnlySpan<char> text, out int? offset)
    {
        offset = null;
        if (text.IsEmpty) return true;
        offset = 0;
        if (text is "Z" or "z") return true;
        if (text[0] is not ('+' or '-')) return false;
        var digits = text[1..];
        if (digits.Length < 2 || !TryRead(digits[..2], 0, 23, out var hours)) return false;
        digits = digits[2..];
        if (digits.Length > 0 && digits[0] == ':') digits = digits[1..];
        else if (digits.IsEmpty) digits = "00";
        if (digits.Length != 2 || !TryRead(digits, 0, 59, out var minutes)) return false;
        offset = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> digits, int min, int max, out int value)
    {
        value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = (value * 10) + c - '0';
        }

        return value >= min && value <= max;
    }
}
