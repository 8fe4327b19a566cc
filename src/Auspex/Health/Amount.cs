using System.Globalization;

namespace Auspex.Health;

/// <summary>Writes sizes and times for people.</summary>
internal static class Amount
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary><c>12.5 MiB</c>.</summary>
    internal static string OfBytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++) bytes /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }

    /// <summary><c>3.5 days</c>, or hours below two days.</summary>
    internal static string OfDays(double days) => days switch
    {
        >= 3650 => "more than ten years",
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{days:0} days"),
        >= 2 => string.Create(CultureInfo.InvariantCulture, $"{days:0.#} days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{days * 24:0.#} hours"),
    };

    /// <summary><c>2026-11-21 06:41:18 UTC</c>.</summary>
    internal static string OfTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, 253_402_300_799_999))
        .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>1 rule</c>, <c>2 rules</c>.</summary>
    internal static string Of(long count, string noun) => Text.Plural.Of(count, noun);

    /// <summary>Permissions as chmod takes them: <c>0640</c>.</summary>
    internal static string OfMode(uint mode) => "0" + Convert.ToString((int)(mode & 0xFFF), 8).PadLeft(3, '0');
}
