using Auspex.Events;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>What was seen, for the status line and the summary.</summary>
internal sealed class WatchCounts
{
    /// <summary>Steps of all processes, shown or not.</summary>
    internal long Seen { get; private set; }

    internal long Forks { get; private set; }

    internal long Execs { get; private set; }

    internal long Exits { get; private set; }

    internal long Failures { get; private set; }

    internal long Killed { get; private set; }

    internal long InferredBirths { get; private set; }

    internal long UnknownEnds { get; private set; }

    internal long Snapshots { get; private set; }

    internal long Gaps { get; private set; }

    internal long Lost { get; private set; }

    internal long Shown { get; set; }

    /// <summary>Times that the process connector had no room, so that ends of threads are missing.</summary>
    internal long ConnectorOverruns { get; set; }

    /// <summary>Counts a step of any process.</summary>
    internal void See(in ProcessEvent step)
    {
        if (step.Kind != ProcessEventKind.Snapshot) Seen++;
    }

    /// <summary>Counts a step that is shown.</summary>
    internal void Count(in ProcessEvent step)
    {
        switch (step.Kind)
        {
            case ProcessEventKind.Fork:
                Forks++;
                if (step.Process.IsBirthInferred) InferredBirths++;
                break;
            case ProcessEventKind.Exec:
                Execs++;
                break;
            case ProcessEventKind.Exit:
                Exits++;
                if (step.Process.End!.Kind == ProcessEndKind.Signal) Killed++;
                else if (step.Process.End.Kind == ProcessEndKind.Unknown) UnknownEnds++;
                else if (step.Process.End.Value != 0) Failures++;
                break;
            default:
                Snapshots++;
                break;
        }
    }

    internal void Count(in Loss loss)
    {
        Gaps++;
        Lost += loss.Count;
    }
}
