using Auspex.Linux.Loop;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Text;

namespace Auspex.Tool.Watching;

/// <summary>What the commands that list have in common: where processes come from, and which are shown.</summary>
internal static class Listed
{
    /// <summary>The processes of the logs, or those that live now; and what to complain of.</summary>
    internal static (IReadOnlyList<TrackedProcess> Processes, List<string> Complaints) Read(WatchOptions options, IProcessInfo proc)
    {
        var history = new ProcessHistory();
        var complaints = new List<string>();
        if (options.IsReplay)
        {
            var (_, assembler) = RecordedWatch.Run(options.Inputs, options.AccountingFile, history);
            complaints.Add(RecordedWatch.Complaint(assembler));
            var missing = history.Losses.Sum(l => l.Count);
            if (history.Losses.Count > 0) complaints.Add($"the logs have {Plural.Of(history.Losses.Count, "gap")}, {missing} known to be missing");
            if (history.Dropped > 0) complaints.Add($"{history.Dropped} processes beyond {ProcessHistory.MaxProcesses} are not shown");
        }
        else
        {
            new Lifecycle(history, proc, new LifecycleOptions { IsLive = true }).Begin(proc.ReadAll(), 0);
        }

        return (history.Processes, [.. complaints.Where(c => c.Length > 0)]);
    }

    internal static IEnumerable<TrackedProcess> Filtered(
        IEnumerable<TrackedProcess> processes, ProcessFilter filter, WatchOptions options) =>
        processes.Where(p => (options.ShowsKernelThreads || !p.IsKernelThread) && filter.Shows(new ProcessEvent(ProcessEventKind.Snapshot, 0, p, ProcessSources.None, null)));

    internal static ProcessTextOptions TextOptions(WatchOptions options) => new()
    {
        HasColour = options.HasColour,
        HasDate = true,
        IsWide = options.IsWide,
        Zone = options.Zone,
    };

    internal static int Complain(IEnumerable<string> complaints)
    {
        foreach (var complaint in complaints) StandardError.Tell($"auspex: {complaint}");
        return 0;
    }
}
