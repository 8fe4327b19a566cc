using Auspex.Linux.Loop;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Watching;

/// <summary>What the commands that list have in common: where processes come from, which are shown, and what to complain of.</summary>
internal sealed class Listed
{
    /// <summary>All that was is asked for at the end, with its arguments.</summary>
    private static readonly LifecycleOptions Options = new() { KeepsHistory = true, MaxArgumentBytes = 16 << 10, MaxImageBytes = 64 << 20 };

    private readonly ProcessHistory history = new();
    private readonly List<string> complaints = [];

    /// <summary>Reads the processes of the logs, or those that live now.</summary>
    internal Listed(WatchOptions options, IProcessInfo proc)
    {
        if (!options.IsReplay)
        {
            new Lifecycle(history, proc, Options with { IsLive = true }).Begin(proc.ReadAll(), 0);
            return;
        }

        var logs = RecordedWatch.Run(options, history, Options);
        ExitCode = logs.ExitCode;
        complaints.AddRange(logs.Complaints);
        if (history.Losses.Count > 0)
        {
            var missing = history.Losses.Sum(l => l.Count);
            complaints.Add($"the logs have {Plural.Of(history.Losses.Count, "gap")}, {missing} known to be missing");
        }

        if (history.Dropped > 0)
            complaints.Add($"{Plural.Of(history.Dropped, "process")} beyond {ProcessHistory.MaxProcesses} {(history.Dropped == 1 ? "is" : "are")} not shown");
    }

    /// <summary>All of them, a parent before its children.</summary>
    internal IReadOnlyList<TrackedProcess> Processes => history.Processes;

    /// <summary>0, or 1 when the logs could not be read.</summary>
    internal int ExitCode { get; private set; }

    /// <summary>False, and a complaint, when the logs do not tell of a time.</summary>
    internal bool Covers(long milliseconds, TimeZoneInfo zone)
    {
        if (milliseconds >= history.FirstMilliseconds && milliseconds <= history.LastMilliseconds + 999) return true;
        if (history.Processes.Count > 0)
            complaints.Add($"the logs tell of processes from {CommandLine.TimeText.Of(history.FirstMilliseconds, zone)} to {CommandLine.TimeText.Of(history.LastMilliseconds, zone)}; {CommandLine.TimeText.Of(milliseconds, zone)} lies outside");
        else
            complaints.Add("the logs tell of no processes");
        ExitCode = 1;
        return false;
    }

    /// <summary>Those that are to be shown.</summary>
    internal IEnumerable<TrackedProcess> Filtered(ProcessFilter filter, WatchOptions options) =>
        Processes.Where(p => (options.ShowsKernelThreads || !p.IsKernelThread) && filter.Shows(new ProcessEvent(ProcessEventKind.Snapshot, 0, p, ProcessSources.None, null)));

    /// <summary>Says what there is to complain of, and gives the exit code.</summary>
    internal int End(ProcessFilter filter)
    {
        Complain([.. complaints, .. filter.Complaints]);
        return ExitCode;
    }

    /// <summary>These commands take no operand: what was meant is an option.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    internal static void RefuseOperands(string command, FlagValues values)
    {
        if (values.Operands.Count == 0) return;
        var operand = values.Operands[0];
        var meant = operand.All(char.IsAsciiDigit) ? $"--{(command == "tree" ? "tree" : "pid")} {operand}" : $"--if {operand}";
        throw new UsageException($"{command} takes no operand; '{operand}' was given; did you mean {meant}?");
    }

    internal static ProcessTextOptions TextOptions(WatchOptions options) => new()
    {
        HasColour = options.HasColour,
        HasDate = true,
        IsWide = options.IsWide,
        Zone = options.Zone,
    };

    internal static void Complain(IEnumerable<string> complaints)
    {
        foreach (var complaint in complaints) StandardError.Tell($"auspex: {complaint}");
    }
}
