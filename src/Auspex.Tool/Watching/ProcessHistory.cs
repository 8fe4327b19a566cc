using Auspex.Events;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Remembers every process told of, for the commands that list or draw them after the end.</summary>
internal sealed class ProcessHistory : IProcessSink
{
    /// <summary>The most processes remembered; further ones are counted in <see cref="Dropped"/>.</summary>
    internal const int MaxProcesses = 1_000_000;

    private readonly List<TrackedProcess> processes = [];

    /// <summary>In order of telling: a parent before its children.</summary>
    internal IReadOnlyList<TrackedProcess> Processes => processes;

    internal long Dropped { get; private set; }

    internal List<Loss> Losses { get; } = [];

    public void OnProcess(in ProcessEvent step)
    {
        if (step.Kind is not (ProcessEventKind.Fork or ProcessEventKind.Snapshot)) return;
        if (processes.Count < MaxProcesses) processes.Add(step.Process);
        else Dropped++;
    }

    public void OnLost(in Loss loss)
    {
        if (Losses.Count < 1000) Losses.Add(loss);
    }
}
