using Auspex.Events;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Remembers every process told of, for the commands that list or draw them after the end.</summary>
internal sealed class ProcessHistory : IProcessSink
{
    /// <summary>The most processes remembered; further ones are counted in <see cref="Dropped"/>.</summary>
    internal const int MaxProcesses = 300_000;

    private readonly List<TrackedProcess> processes = [];

    /// <summary>In order of telling: a parent before its children.</summary>
    internal IReadOnlyList<TrackedProcess> Processes => processes;

    internal long Dropped { get; private set; }

    internal List<Loss> Losses { get; } = [];

    /// <summary>The time of the first step told.</summary>
    internal long FirstMilliseconds { get; private set; } = long.MaxValue;

    /// <summary>The time of the last one.</summary>
    internal long LastMilliseconds { get; private set; } = long.MinValue;

    public void OnProcess(in ProcessEvent step)
    {
        FirstMilliseconds = Math.Min(FirstMilliseconds, step.Milliseconds);
        LastMilliseconds = Math.Max(LastMilliseconds, step.Milliseconds);
        if (step.Kind is not (ProcessEventKind.Fork or ProcessEventKind.Snapshot)) return;
        if (processes.Count < MaxProcesses) processes.Add(step.Process);
        else Dropped++;
    }

    public void OnLost(in Loss loss)
    {
        if (Losses.Count < 1000) Losses.Add(loss);
    }
}
