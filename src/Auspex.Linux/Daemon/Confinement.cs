using Auspex.Linux.Control;

namespace Auspex.Linux.Daemon;

/// <summary>Gives up for good what the daemon never needs: capabilities beyond a list, and new privileges by programs it starts.</summary>
/// <remarks>
/// Both are a thread's own: so it then becomes the same program anew (<see cref="OwnProgram"/>). Source: capabilities(7), prctl(2), execve(2).
/// </remarks>
internal static class Confinement
{
    /// <summary>
    /// What may be needed later: files (0 to 4 but SETFCAP), signals (5), users of sendmail (6, 7), ports below 1024 (10), buffers (12),
    /// /proc of others (19), accounting (20), init (22), priority (23), limits (24), and audit (29, 30, 37).
    /// </summary>
    private static readonly int[] Kept = [0, 1, 2, 3, 4, 5, 6, 7, 10, 12, 19, 20, 22, 23, 24, 29, 30, 37];

    /// <summary>True when this process is bound already.</summary>
    public static bool IsBound => CapabilityBounds.HasNoNewPrivileges;

    /// <summary>Binds this process by becoming <paramref name="words"/> of the same program. Returns only when it fails.</summary>
    /// <param name="words">Its name and arguments.</param>
    /// <param name="descriptor">The one descriptor beyond the standard streams that it keeps, or -1 for none.</param>
    /// <returns>errno.</returns>
    public static int Enter(IReadOnlyList<string> words, int descriptor)
    {
        Inheritance.CloseAtExec(descriptor);
        if (CapabilityBounds.DropAllBut(Kept) is var errno and not 0) return errno;
        return CapabilityBounds.RefuseNewPrivileges() is var refused and not 0 ? refused : OwnProgram.Become(words);
    }
}
