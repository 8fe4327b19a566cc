using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Daemon;

namespace Auspex.Linux.Plugins;

/// <summary>Reads plugins.d. Source: spec 8.1.</summary>
internal static class PluginDirectory
{
    /// <summary>The active plugins, by name.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="host">The machine.</param>
    /// <param name="notices">Hears of what is skipped and of what is wrong.</param>
    /// <param name="isWhole">False when a file has an error: a reload then changes nothing.</param>
    public static IReadOnlyList<PluginConfig> Read(string directory, IConfigHost host, IDaemonNotices notices, out bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(notices);
        isWhole = true;
        var active = new List<PluginConfig>();
        if (!Directory.Exists(directory))
        {
            notices.Tell(6, $"Unable to open {directory} (No such file or directory)");
            return active;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (PluginConfigReader.SkipReason(name) is { } reason)
            {
                notices.Tell(7, $"Skipping {name} plugin due to {reason}");
                continue;
            }

            var text = ConfigSource.Read(path, allowsLinks: true, out _, out var fault, allowsGroup: false);
            var result = text is null ? null : PluginConfigReader.Read(text, path, host);
            if (text is null) notices.Tell(3, fault);
            foreach (var finding in result?.Diagnostics ?? []) notices.Tell(finding.IsError ? 3 : 4, finding.ToString());
            if (result?.Value is not { } plugin)
            {
                isWhole = false;
                notices.Tell(3, $"Skipping {path} plugin due to errors");
            }
            else if (plugin.IsActive)
            {
                active.Add(plugin);
            }
        }

        return active;
    }
}
