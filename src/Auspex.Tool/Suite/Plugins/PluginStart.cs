using Auspex.Daemon;
using Auspex.Linux.Control;
using Auspex.Linux.Files;
using Auspex.Linux.Plugins;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Plugins;

/// <summary>What all plugins do first.</summary>
internal static class PluginStart
{
    /// <summary>Makes the process ready to be a plugin.</summary>
    /// <param name="name">The plugin.</param>
    /// <param name="words">The words after its name.</param>
    /// <param name="notices">Where to tell what fails.</param>
    /// <param name="keepsCapabilities">True where a program that it starts may need them.</param>
    /// <returns>False when it cannot be.</returns>
    internal static bool TryEnter(string name, string[] words, IDaemonNotices notices, bool keepsCapabilities = false)
    {
        ProcessName.Set(name);
        var errno = PluginProcess.Enter(OwnWords.Of(name, words), keepsCapabilities);
        if (errno != 0) notices.Tell(3, $"Cannot make itself ready ({ErrorWords.Of(errno)})");
        return errno == 0;
    }
}
