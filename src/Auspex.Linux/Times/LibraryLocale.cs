using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Text;

namespace Auspex.Linux.Times;

/// <summary>The person's locale, as the C library knows it: the same bytes in and out as with the tools that are written in C.</summary>
/// <remarks>
/// The locale is an object of its own, which lives as long as the process; nothing of the process is set. One thread at a time or many.
/// Source: newlocale(3), strftime(3), strptime(3).
/// </remarks>
internal sealed unsafe class LibraryLocale : TimeLocale
{
    private const int MostBytes = 512;

    private readonly void* locale;

    private LibraryLocale(void* locale) => this.locale = locale;

    /// <summary>
    /// The locale that LC_ALL, LC_TIME or LANG names. The C library is asked only when it is not the C locale: nothing is loaded for that
    /// one. A locale that is not installed counts as the C locale.
    /// </summary>
    public static TimeLocale Find(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (IsC(NameOf(environment))) return C;
        fixed (byte* fromEnvironment = "\0"u8)
        {
            var found = Libc.newlocale(Locale.LC_ALL_MASK, fromEnvironment, null);
            return found is null ? C : new LibraryLocale(found);
        }
    }

    /// <inheritdoc/>
    public override void Append(string pattern, DateTimeOffset time, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // Some locales name the zone with the time of day. An offset names it as well as an abbreviation.
        fixed (byte* zone = Zeroed(time.Offset == TimeSpan.Zero ? "UTC" : time.ToString("zzz", System.Globalization.CultureInfo.InvariantCulture)))
        fixed (byte* format = Zeroed(pattern))
        fixed (byte* start = output.GetSpan(MostBytes))
        {
            var parts = PartsOf(new CalendarTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second));
            parts.tm_wday = (int)time.DayOfWeek;
            parts.tm_yday = time.DayOfYear - 1;
            parts.tm_gmtoff = (long)time.Offset.TotalSeconds;
            parts.tm_zone = zone;
            output.Advance((int)Libc.strftime_l(start, MostBytes, format, &parts, locale));
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(string pattern, string text, ref CalendarTime time, out bool isWhole)
    {
        isWhole = false;
        fixed (byte* format = Zeroed(pattern))
        fixed (byte* start = Zeroed(text))
        {
            var parts = PartsOf(time);
            var end = Libc.strptime_l(start, format, &parts, locale);
            if (end is null) return false;
            isWhole = *end == 0;
            time = new CalendarTime(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
            return true;
        }
    }

    private static tm PartsOf(CalendarTime time) => new()
    {
        tm_year = time.Year - 1900,
        tm_mon = time.Month - 1,
        tm_mday = time.Day,
        tm_hour = time.Hour,
        tm_min = time.Minute,
        tm_sec = time.Second,
    };

    private static byte[] Zeroed(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>The locale's name: the first of the three that is set and not empty.</summary>
    private static string NameOf(Func<string, string?> environment)
    {
        foreach (var variable in (ReadOnlySpan<string>)["LC_ALL", "LC_TIME", "LANG"])
        {
            if (environment(variable) is { Length: > 0 } name) return name;
        }

        return "C";
    }

    private static bool IsC(string name) =>
        name is "C" or "POSIX" || name.StartsWith("C.", StringComparison.Ordinal);
}
