namespace Auspex.Text;

/// <summary>
/// Writes times by a pattern of strftime(3), in one time zone and one locale. It remembers the last second: a log's records come in
/// runs.
/// </summary>
/// <remarks>Belongs to one thread at a time. Source: strftime(3).</remarks>
internal sealed class TimeText
{
    /// <summary>Date and time of day, as the audit tools print them.</summary>
    public const string DateAndTime = "%x %T";

    private readonly string pattern;
    private readonly TimeZoneInfo zone;
    private readonly TimeLocale locale;
    private readonly ByteBuffer text = new(64);
    private long second;

    /// <summary>A writer of times.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="locale">Whose dates and words; none: the C locale's, as in a log.</param>
    public TimeText(string pattern, TimeZoneInfo zone, TimeLocale? locale = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(zone);
        this.pattern = pattern;
        this.zone = zone;
        this.locale = locale ?? TimeLocale.C;
    }

    /// <summary>Adds a time to <paramref name="output"/>.</summary>
    /// <param name="seconds">Since 1970-01-01 UTC. What no calendar holds is written as the number it is.</param>
    /// <param name="output">Where to.</param>
    public void Append(long seconds, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
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
            text.AppendDecimal(seconds);
        else
            locale.Append(pattern, TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone), text);
    }
}
