using Auspex.Daemon.Configuration;
using Auspex.Health;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Health;

/// <summary>auditd.conf, plugins.d, and who may change what is in /etc/audit.</summary>
internal static class ConfigFactsReader
{
    private const int MaxFiles = 1000;

    /// <summary>The configuration; null where the right to read it is missing.</summary>
    internal static ConfigFacts? Read(string directory)
    {
        var path = Path.Combine(directory, "auditd.conf");
        var text = ConfigSource.Read(path, allowsLinks: false, out var isMissing, out var fault);
        if (text is null && Libc.geteuid() != 0 && fault.Contains(ErrorWords.Of(Errno.EACCES), StringComparison.Ordinal)) return null;
        if (text is null) return new ConfigFacts { Path = path, IsMissing = isMissing, Fault = isMissing ? "" : fault };
        var result = DaemonConfigReader.Read(text, path, new MachineConfigHost());
        return new ConfigFacts { Path = path, Diagnostics = result.Diagnostics, Value = result.Value };
    }

    /// <summary>The directory, then what is in it and in its directories.</summary>
    internal static IReadOnlyList<PathFacts> ReadPaths(string directory)
    {
        if (!Directory.Exists(directory)) return [];
        var paths = new List<string> { directory };
        foreach (var path in TextFile.List(directory, MaxFiles))
        {
            paths.Add(path);
            if (Directory.Exists(path)) paths.AddRange(TextFile.List(path, MaxFiles));
        }

        return TextFile.Look(paths.Take(MaxFiles));
    }

    /// <summary>The plugins as auditd would read them.</summary>
    internal static IReadOnlyList<PluginFacts>? ReadPlugins(string directory)
    {
        if (!Directory.Exists(directory)) return null;
        var host = new MachineConfigHost();
        var plugins = new List<PluginFacts>();
        foreach (var path in TextFile.List(directory, MaxFiles))
        {
            if (PluginConfigReader.SkipReason(Path.GetFileName(path)) is not null) continue;
            var text = ConfigSource.Read(path, allowsLinks: true, out _, out var fault);
            var result = text is null ? null : PluginConfigReader.Read(text, path, host);
            plugins.Add(new PluginFacts(path, result?.Value?.IsActive ?? false, text is null ? fault : "", result?.Diagnostics ?? []));
        }

        return plugins;
    }
}
