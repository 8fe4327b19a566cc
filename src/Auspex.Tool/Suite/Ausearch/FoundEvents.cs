using Auspex.Search;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Takes the events of the plain engine one by one: those that are looked for go to the output.</summary>
internal sealed class FoundEvents : IEventVisitor
{
    private readonly FoundWorker worker;
    private readonly FoundOutput output;
    private readonly CheckpointGate? gate;
    private readonly bool isJustOne;

    /// <summary>Nothing is found yet.</summary>
    /// <param name="worker">Picks and writes.</param>
    /// <param name="output">Takes what it writes.</param>
    /// <param name="gate">Is asked about every event where a checkpoint is kept, else null.</param>
    /// <param name="isJustOne">True to stop after the first one.</param>
    internal FoundEvents(FoundWorker worker, FoundOutput output, CheckpointGate? gate, bool isJustOne)
    {
        this.worker = worker;
        this.output = output;
        this.gate = gate;
        this.isJustOne = isJustOne;
    }

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        if (gate is not null && !gate.LetsThrough(e))
        {
            if (worker.IsWanted(e)) gate.HeldBack(e);
        }
        else if (worker.IsWanted(e))
        {
            worker.Append(e, output.Output, output.Messages);
            output.Added(1);
            if (isJustOne) return false; // before the checkpoint takes note of it
        }

        gate?.Passed(e);
        return true;
    }
}
