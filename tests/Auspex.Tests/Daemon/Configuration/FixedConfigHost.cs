using Auspex.Daemon.Configuration;

namespace Auspex.Tests.Daemon.Configuration;

/// <summary>A machine with a few files.</summary>
internal sealed class FixedConfigHost : IConfigHost
{
    public Dictionary<string, ConfigFile> Files { get; } = new(StringComparer.Ordinal)
    {
        ["/var/log/audit"] = new(ConfigFileKind.Directory, 0, 0x1C0),
        ["/var/log"] = new(ConfigFileKind.Directory, 0, 0x1ED),
        ["/sbin/helper"] = new(ConfigFileKind.Regular, 0, 0x1E8),
        ["/sbin/loose"] = new(ConfigFileKind.Regular, 0, 0x1FF),
        ["/sbin/theirs"] = new(ConfigFileKind.Regular, 1000, 0x1E8),
    };

    public string? ProgramFolder { get; init; }

    public ConfigFile Look(string path) => Files.GetValueOrDefault(path);

    public bool TryFindGroup(string name, out uint gid)
    {
        gid = name == "adm" ? 4u : 0;
        return name is "adm" or "root";
    }

    public bool MayTakeMail(string domain) => domain == "example.org";
}
