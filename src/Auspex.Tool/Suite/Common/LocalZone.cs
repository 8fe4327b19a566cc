using Auspex.Text;

namespace Auspex.Tool.Suite.Common;

/// <summary>The person's time zone: TZ by file or by rule, else the machine's.</summary>
internal static class LocalZone
{
    private const string ZoneFolder = "/usr/share/zoneinfo";

    /// <summary>Finds it. A file comes before a rule of the same name, as for the C library.</summary>
    internal static TimeZoneInfo Find()
    {
        var name = Environment.GetEnvironmentVariable("TZ");
        var isRule = !string.IsNullOrEmpty(name) && name[0] is not (':' or '/') && !File.Exists(Path.Combine(ZoneFolder, name));
        return isRule && PosixZone.TryParse(name!, out var zone) ? zone : TimeZoneInfo.Local;
    }
}
