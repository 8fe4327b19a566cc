using Auspex.Search;
using Auspex.Search.Sources;

namespace Auspex.Tool.Suite.Common;

/// <summary>Runs a search through the plain engine, on the calling thread: for pipes, and where events depend on those before them.</summary>
internal static class PlainEngine
{
    /// <summary>Reads all logs, or until the visitor wants no more.</summary>
    internal static LogCounts Run(SearchRun run)
    {
        var chain = new LogChain(run.Logs);
        var search = new PlainSearch(chain, run.Range, run.Visitor, run.TimeoutSeconds);
        _ = new LogReading(chain, search).Run(run.IsForGood);
        foreach (var log in run.Logs) search.Counts.Malformed += log.LongLines;
        return search.Counts;
    }
}
