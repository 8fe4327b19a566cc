namespace Auspex.Processes;

/// <summary>The signals that ended further threads of processes, the last 4096: the oldest give way.</summary>
/// <remarks>Kept in order of arrival and searched from the end: they come by the thousand and are asked for almost never.</remarks>
internal sealed class ThreadSignals
{
    private const int Capacity = 4096;

    private readonly (int Pid, int Signal, long Milliseconds)[] last = new (int, int, long)[Capacity];
    private int newest;

    /// <summary>Remembers that <paramref name="signal"/> ended a thread of <paramref name="pid"/>.</summary>
    internal void Add(int pid, int signal, long milliseconds)
    {
        // The threads of a process end together, of the same signal.
        if (last[newest].Pid != pid) newest = (newest + 1) % Capacity;
        last[newest] = (pid, signal, milliseconds);
    }

    /// <summary>The last signal that came for <paramref name="pid"/>, which is forgotten by this.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="sinceMilliseconds">When its life began: what came before was another's.</param>
    /// <returns>0 when there is none.</returns>
    internal int Take(int pid, long sinceMilliseconds)
    {
        for (var i = 0; i < Capacity; i++)
        {
            ref var entry = ref last[(newest - i + Capacity) % Capacity];
            if (entry.Pid != pid) continue;
            var signal = entry.Milliseconds >= sinceMilliseconds ? entry.Signal : 0;
            entry.Pid = 0;
            return signal;
        }

        return 0;
    }
}
