using System.Diagnostics.CodeAnalysis;

namespace Auspex.Processes;

/// <summary>The processes that live, by pid. Those that ended live on only as parents of living ones.</summary>
internal sealed class ProcessTable
{
    /// <summary>How many ended ancestors in a row are kept: a chain of processes that each make the next must not grow for ever.</summary>
    private const int MaxEndedAncestors = 64;

    private readonly Dictionary<int, TrackedProcess> living = [];
    private readonly int capacity;

    /// <summary>An empty table for at most <paramref name="capacity"/> living processes.</summary>
    public ProcessTable(int capacity) => this.capacity = capacity;

    /// <summary>Hears of each that is forgotten since the table is full.</summary>
    internal Action<TrackedProcess>? OnForgotten { get; init; }

    /// <summary>The processes that live, in no order.</summary>
    public IReadOnlyCollection<TrackedProcess> Living => living.Values;

    /// <summary>The process that has <paramref name="pid"/> now.</summary>
    public bool TryGet(int pid, [NotNullWhen(true)] out TrackedProcess? process) => living.TryGetValue(pid, out process);

    internal TrackedProcess? Find(int pid) => living.GetValueOrDefault(pid);

    /// <summary>Adds a process. Its pid must be free.</summary>
    /// <returns>How many others had to be forgotten for it.</returns>
    internal int Add(TrackedProcess process)
    {
        var forgotten = living.Count >= capacity ? ForgetOldest() : 0;
        living.Add(process.Pid, process);
        CutAncestors(process);
        return forgotten;
    }

    internal void Remove(TrackedProcess process) => living.Remove(process.Pid);

    private static void CutAncestors(TrackedProcess process)
    {
        var ended = 0;
        for (var p = process; p.Parent is { End: not null } parent; p = parent)
        {
            if (++ended < MaxEndedAncestors) continue;
            parent.Parent = null;
            return;
        }
    }

    private int ForgetOldest()
    {
        var oldest = living.Values.OrderBy(p => p.LastMilliseconds).Take(Math.Max(1, capacity / 10)).ToList();
        foreach (var process in oldest)
        {
            living.Remove(process.Pid);
            OnForgotten?.Invoke(process);
        }

        return oldest.Count;
    }
}
