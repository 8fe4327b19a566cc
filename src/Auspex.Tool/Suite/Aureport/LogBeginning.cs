using Auspex.Archive;
using Auspex.Records;
using Auspex.Search;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>Tells when logs begin.</summary>
internal static class LogBeginning
{
    /// <summary>The time of the first record, in milliseconds since 1970-01-01 UTC; 0 where none stands near the beginning of any log.</summary>
    /// <remarks>Looks at the first bytes of each log only (<see cref="LogSource.BeginningBytes"/>): the rest is read once, later.</remarks>
    internal static long FirstMilliseconds(IReadOnlyList<LogSource> logs)
    {
        foreach (var log in logs)
        {
            var lines = new LineReader(log.Beginning);
            while (lines.Read())
            {
                if (RecordHead.TryRead(lines.Line, out var head) == HeadError.None) return head.Stamp.Milliseconds;
            }
        }

        return 0;
    }
}
