using Auspex.Archive;

namespace Auspex.Tool.Suite.Common;

/// <summary>Logs that could not be read to their end: what the person is told, and the exit code.</summary>
internal static class LogProblems
{
    /// <summary>The exit code where not all of the logs could be read, whatever was found: that of the tools for a log that cannot be opened.</summary>
    internal const int ExitCode = 1;

    /// <summary>Says on standard error which logs these are, how far they were read, and why no further.</summary>
    /// <returns>True when there is such a log.</returns>
    internal static bool Tell(IReadOnlyList<LogSource> logs, string tool, SuiteHost host)
    {
        var isAny = false;
        foreach (var log in logs)
        {
            if (log.Problem.Length == 0) continue;
            host.Say($"{tool}: {log.Path}: {log.Problem}\n");
            isAny = true;
        }

        return isAny;
    }
}
