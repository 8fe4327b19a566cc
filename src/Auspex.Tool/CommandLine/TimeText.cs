using System.Globalization;

namespace Auspex.Tool.CommandLine;

/// <summary>Points in time as people write them.</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.fffK", "yyyy-MM-ddTHH:mm:ssK",
    ];

    /// <summary>A time as a person would write it, with the difference from UTC.</summary>
    internal static string Of(long milliseconds, TimeZoneInfo zone)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, -62_000_000_000_000, 253_000_000_000_000));
        return TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }

    /// <summary>Milliseconds since 1970-01-01 UTC; without a zone the time is one of <paramref name="zone"/>.</summary>
    /// <exception cref="UsageException">It is no time.</exception>
    internal static long Parse(string flag, string text, TimeZoneInfo zone)
    {
        if (text.StartsWith('@') && double.TryParse(text.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unix))
            return (long)(unix * 1000);
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            var utc = time.Kind == DateTimeKind.Unspecified ? TimeZoneInfo.ConvertTimeToUtc(time, zone) : time.ToUniversalTime();
            return new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
        }

        throw new UsageException($"--{flag}: '{text}' is no time; write 2026-11-21T06:41:18Z, '2026-11-21 06:41:18' (local), or @1795243278");
    }
}
