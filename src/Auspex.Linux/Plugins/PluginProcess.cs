using Auspex.Linux.Control;

namespace Auspex.Linux.Plugins;

/// <summary>Makes a process ready to be a plugin: signals wait to be read, and capabilities are given up.</summary>
/// <remarks>Both are a thread's own: so it then becomes the same program anew (<see cref="OwnProgram"/>). Source: signal(7), capabilities(7).</remarks>
internal static class PluginProcess
{
    /// <summary>Makes this process ready by becoming <paramref name="words"/> of the same program; at once where it is ready.</summary>
    /// <param name="words">The words it was called by, its name first.</param>
    /// <param name="keepsCapabilities">True where a program that it starts may need them.</param>
    /// <returns>0 when it is ready, else the errno of becoming.</returns>
    public static int Enter(IReadOnlyList<string> words, bool keepsCapabilities = false)
    {
        if (SignalSet.IsBlocked(SignalSet.SIGTERM)) return 0;
        SignalSet.BlockPluginSignals();
        if (!keepsCapabilities)
        {
            _ = CapabilityBounds.DropAllBut([]); // who may not do this has none to give up
            _ = CapabilityBounds.RefuseNewPrivileges();
        }

        return OwnProgram.Become(words);
    }
}
