using Auspex.Search;
using Auspex.Search.Engine;
using Auspex.Search.Sources;

namespace Auspex.Tool.Suite.Common;

/// <summary>Runs a search through the engine that fits: the fast one where all of the logs can be read by place, else the plain one.</summary>
internal static class SearchEngines
{
    /// <summary>Set to <c>plain</c>, everything goes through the plain engine. The answers are the same.</summary>
    internal const string Variable = "AUSPEX_ENGINE";

    /// <summary>Memory for logs that are not files to be mapped: those that somebody writes, and compressed ones. Beyond it they are read in blocks.</summary>
    private const long MaxHeldBytes = 32 << 20;

    /// <summary>Reads all logs, or until no more is wanted.</summary>
    internal static LogCounts Run(SearchRun run) => IsFast(run) ? RunFast(run) : RunPlain(run);

    private static bool IsFast(SearchRun run) =>
        run.MakeWorker is not null && !run.Watch.TellsMalformed && Environment.GetEnvironmentVariable(Variable) != "plain";

    private static LogCounts RunFast(SearchRun run)
    {
        var chain = new LogChain(run.Logs);
        if (!chain.TryHold(MaxHeldBytes, out var spans)) return RunPlain(run);
        using var stop = new CancellationTokenSource();
        var search = new FastSearch(chain, spans, new SearchPlan
        {
            Range = run.Range,
            TimeoutSeconds = run.TimeoutSeconds,
            Required = run.Required,
            Types = run.Types,
            Progress = bytes =>
            {
                run.Watch.At(bytes);
                if (!run.Watch.GoesOn) stop.Cancel();
            },
        });
        search.Run(run.MakeWorker!, run.Sink!, stop.Token);
        return search.Counts;
    }

    private static LogCounts RunPlain(SearchRun run)
    {
        var chain = new LogChain(WatchedLog.All(run.Logs, run.Watch));
        var search = new PlainSearch(chain, run.Range, run.MakeVisitor(), run.TimeoutSeconds);
        _ = new LogReading(chain, search).Run(run.IsForGood);
        run.Last = chain.Current;
        foreach (var log in run.Logs) search.Counts.Malformed += log.LongLines;
        return search.Counts;
    }
}
