namespace Auspex.Text;

/// <summary>
/// Writes times by a pattern of strftime(3), in one time zone. It remembers the last second: a log's records come in
/// runs.
/// </summary>
/// <remarks>
/// Conversions: <c>%Y %y %m %d %e %j %u %H %k %I %p %M %S %s %b %a %z %F %D %T %R %x %X %n %t %%</c>, with the C
/// locale's words; another one is copied as it stands. Belongs to one thread at a time. Source: strftime(3).
/// </remarks>
public sealed class TimeText
{
    /// <summary>The C locale's <c>%x %T</c>, as the audit tools print it.</summary>
    public const string CLocale = "%m/%d/%y %H:%M:%S";

    private readonly string pattern;
    private readonly TimeZoneInfo zone;
    private readonly ByteBuffer text = new(64);
    private long second;

    /// <summary>A writer of times.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="zone">The time zone.</param>
    public TimeText(string pattern, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(zone);
        this.pattern = pattern;
        this.zone = zone;
    }

    /// <summary>Adds a time to <paramref name="output"/>.</summary>
    /// <param name="seconds">Since 1970-01-01 UTC. What no calendar holds is written as the number it is.</param>
    /// <param name="output">Where to.</param>
    public void Append(long seconds, ByteBuffer output)
    {
        if (seconds != second || text.Length == 0) // an empty pattern is rendered every time, at no cost
        {
            text.Clear();
            Render(seconds);
            second = seconds;
        }

        output.Append(text.Written);
    }

    private void Render(long seconds)
    {
        const long Last = 253_402_300_799; // 9999-12-31 23:59:59
        if (seconds is < 0 or > Last - 86_400)
        {
            text.AppendDecimal(seconds);
            return;
        }

        var time = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length) AppendConversion(pattern[++i], time);
            else AppendLiteral(pattern[i]);
        }
    }

    private void AppendConversion(char conversion, DateTimeOffset time)
    {
        switch (conversion)
        {
            case 'Y': text.AppendDecimal(time.Year); break;
            case 'y': AppendPadded(time.Year % 100, '0', 2); break;
            case 'm': AppendPadded(time.Month, '0', 2); break;
            case 'd': AppendPadded(time.Day, '0', 2); break;
            case 'e': AppendPadded(time.Day, ' ', 2); break;
            case 'j': AppendPadded(time.DayOfYear, '0', 3); break;
            case 'u': text.AppendDecimal(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek); break;
            case 'H': AppendPadded(time.Hour, '0', 2); break;
            case 'k': AppendPadded(time.Hour, ' ', 2); break;
            case 'I': AppendPadded(((time.Hour + 11) % 12) + 1, '0', 2); break;
            case 'p': text.Append(time.Hour < 12 ? "AM"u8 : "PM"u8); break;
            case 'M': AppendPadded(time.Minute, '0', 2); break;
            case 'S': AppendPadded(time.Second, '0', 2); break;
            case 's': text.AppendDecimal(time.ToUnixTimeSeconds()); break;
            case 'b': text.Append("JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((time.Month - 1) * 3, 3)); break;
            case 'a': text.Append("SunMonTueWedThuFriSat"u8.Slice((int)time.DayOfWeek * 3, 3)); break;
            case 'z': AppendOffset(time.Offset); break;
            case 'F': AppendAll("%Y-%m-%d", time); break;
            case 'D' or 'x': AppendAll("%m/%d/%y", time); break;
            case 'T' or 'X': AppendAll("%H:%M:%S", time); break;
            case 'R': AppendAll("%H:%M", time); break;
            case 'n': text.Append((byte)'\n'); break;
            case 't': text.Append((byte)'\t'); break;
            case '%': text.Append((byte)'%'); break;
            default:
                text.Append((byte)'%');
                AppendLiteral(conversion);
                break;
        }
    }

    private void AppendAll(string conversions, DateTimeOffset time)
    {
        for (var i = 0; i < conversions.Length; i++)
        {
            if (conversions[i] == '%') AppendConversion(conversions[++i], time);
            else AppendLiteral(conversions[i]);
        }
    }

    private void AppendOffset(TimeSpan offset)
    {
        text.Append(offset < TimeSpan.Zero ? (byte)'-' : (byte)'+');
        offset = offset.Duration();
        AppendPadded(offset.Hours, '0', 2);
        AppendPadded(offset.Minutes, '0', 2);
    }

    private void AppendPadded(int value, char pad, int width)
    {
        for (var limit = (int)Math.Pow(10, width - 1); limit > 1 && value < limit; limit /= 10) text.Append((byte)pad);
        text.AppendDecimal(value);
    }

    private void AppendLiteral(char c)
    {
        Span<byte> bytes = stackalloc byte[4];
        text.Append(bytes[..new System.Text.Rune(char.IsSurrogate(c) ? '\uFFFD' : c).EncodeToUtf8(bytes)]);
    }
}
