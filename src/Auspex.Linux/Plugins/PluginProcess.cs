using System.Text;
using Auspex.Linux.Control;
using Auspex.Linux.Native;

namespace Auspex.Linux.Plugins;

/// <summary>Makes a process ready to be a plugin: signals wait to be read, and capabilities are given up.</summary>
/// <remarks>
/// Both are a thread's own, and a runtime has several: so one thread makes itself ready and then becomes the same program anew, by which
/// all threads that follow are bound. Source: signal(7), capabilities(7), execve(2).
/// </remarks>
public static unsafe class PluginProcess
{
    private const int PR_CAPBSET_READ = 23;
    private const int PR_CAPBSET_DROP = 24;
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int LastCapability = 63;

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
            // Who may not do this has none to give up.
            for (var i = 0; i <= LastCapability; i++)
            {
                if (Libc.prctl(PR_CAPBSET_READ, (nuint)i, 0, 0, 0) == 1) _ = Libc.prctl(PR_CAPBSET_DROP, (nuint)i, 0, 0, 0);
            }

            _ = Libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        }

        using var list = new WordList(words);
        fixed (byte* self = Encoding.UTF8.GetBytes(Environment.ProcessPath + '\0')) _ = Libc.execve(self, list.Pointers, Libc.Environment);
        return KernelErrors.Last;
    }
}
