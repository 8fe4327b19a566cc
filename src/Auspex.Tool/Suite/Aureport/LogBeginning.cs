using Auspex.Archive;
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
            var lines = log.Beginning;
            while (!lines.IsEmpty)
            {
                var end = lines.IndexOfAny((byte)'\n', (byte)0); // as the engines
                var line = end < 0 ? lines : lines[..end];
                if (RecordHead.TryRead(line, out var head) == HeadError.None) return head.Stamp.Milliseconds;
                lines = lines[Math.Min(line.Length + 1, lines.Length)..];
            }
        }

        return 0;
    }
}
