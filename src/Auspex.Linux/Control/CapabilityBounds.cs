using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>What this thread, and whatever it becomes, can never have again. Source: capabilities(7), prctl(2).</summary>
internal static unsafe class CapabilityBounds
{
    private const int PR_CAPBSET_READ = 23;
    private const int PR_CAPBSET_DROP = 24;
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int PR_GET_NO_NEW_PRIVS = 39;
    private const int LastCapability = 63;

    /// <summary>True when programs that are started get no new privileges.</summary>
    internal static bool HasNoNewPrivileges => Libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;

    /// <summary>Drops all capabilities but some.</summary>
    /// <returns>errno of the first that cannot be dropped, 0 for success.</returns>
    internal static int DropAllBut(ReadOnlySpan<int> kept)
    {
        for (var i = 0; i <= LastCapability; i++)
        {
            if (kept.Contains(i) || Libc.prctl(PR_CAPBSET_READ, (nuint)i, 0, 0, 0) != 1) continue;
            if (Libc.prctl(PR_CAPBSET_DROP, (nuint)i, 0, 0, 0) != 0) return KernelErrors.Last;
        }

        return 0;
    }

    /// <summary>From now on no program that is started gets new privileges.</summary>
    /// <returns>errno, 0 for success.</returns>
    internal static int RefuseNewPrivileges() => Libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : KernelErrors.Last;
}
