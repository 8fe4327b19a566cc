namespace Auspex.Text;

/// <summary>How people of one place write dates and times: what <c>%x</c>, <c>%X</c> and the names of days and months stand for.</summary>
/// <remarks>The C locale is built in; the C library knows the others. Source: locale(7), strftime(3), strptime(3).</remarks>
internal abstract class TimeLocale
{
    /// <summary>A date alone, as the locale writes it.</summary>
    public const string Date = "%x";

    /// <summary>A time of day alone, as the locale writes it.</summary>
    public const string Time = "%X";

    /// <summary>The locale that is on every machine.</summary>
    public static TimeLocale C { get; } = new CTimeLocale();

    /// <summary>Adds a time to <paramref name="output"/>.</summary>
    /// <param name="pattern">A pattern of strftime(3).</param>
    /// <param name="time">The time, with the offset of the zone it is shown in.</param>
    /// <param name="output">Where to, in the locale's bytes.</param>
    public abstract void Append(string pattern, DateTimeOffset time, ByteBuffer output);

    /// <summary>Reads a date or a time from the beginning of <paramref name="text"/>.</summary>
    /// <param name="pattern"><see cref="Date"/> or <see cref="Time"/>.</param>
    /// <param name="text">What a person wrote.</param>
    /// <param name="time">What the pattern does not name stays as it is. Unchanged when it cannot be read.</param>
    /// <param name="isWhole">False when text follows.</param>
    /// <returns>False when the text does not begin so.</returns>
    public abstract bool TryRead(string pattern, string text, ref CalendarTime time, out bool isWhole);
}
