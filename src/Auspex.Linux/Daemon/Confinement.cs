using System.Text;
using Auspex.Linux.Control;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Gives up for good what the daemon never needs: capabilities beyond a list, and new privileges by programs it starts.</summary>
/// <remarks>
/// Both are a thread's own, and a runtime has several: so one thread gives them up and then becomes the same program anew, by which
/// all that follows is bound. Source: capabilities(7), prctl(2), execve(2).
/// </remarks>
public static unsafe class Confinement
{
    private const int PR_CAPBSET_READ = 23;
    private const int PR_CAPBSET_DROP = 24;
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int PR_GET_NO_NEW_PRIVS = 39;
    private const int LastCapability = 63;

    /// <summary>
    /// What may be needed later: files (0 to 4 but SETFCAP), signals (5), users of sendmail (6, 7), ports below 1024 (10), buffers (12),
    /// /proc of others (19), accounting (20), init (22), priority (23), limits (24), and audit (29, 30, 37).
    /// </summary>
    private static readonly int[] Kept = [0, 1, 2, 3, 4, 5, 6, 7, 10, 12, 19, 20, 22, 23, 24, 29, 30, 37];

    /// <summary>True when this process is bound already.</summary>
    public static bool IsBound => Libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;

    /// <summary>Binds this process by becoming <paramref name="words"/> of the same program. Returns only when it fails.</summary>
    /// <returns>errno.</returns>
    public static int Enter(IReadOnlyList<string> words)
    {
        for (var i = 0; i <= LastCapability; i++)
        {
            if (Array.IndexOf(Kept, i) >= 0 || Libc.prctl(PR_CAPBSET_READ, (nuint)i, 0, 0, 0) != 1) continue;
            if (Libc.prctl(PR_CAPBSET_DROP, (nuint)i, 0, 0, 0) != 0) return KernelErrors.Last;
        }

        if (Libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return KernelErrors.Last;
        using var list = new WordList(words);
        fixed (byte* self = Encoding.UTF8.GetBytes(Environment.ProcessPath + '\0')) _ = Libc.execve(self, list.Pointers, Libc.Environment);
        return KernelErrors.Last;
    }
}
