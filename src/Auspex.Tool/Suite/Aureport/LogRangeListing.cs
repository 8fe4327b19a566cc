using System.Text;
using Auspex.Archive;
using Auspex.Records;
using Auspex.Reports;
using Auspex.Search;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>From when to when each log goes: <c>-t</c>.</summary>
/// <remarks>
/// From the earliest to the latest record of each log, of those within the times asked for. 4.2.2 tells the first and the last event that
/// were complete when the file ended, and takes those left over for the next file's (docs/differences.md, log-range).
/// </remarks>
internal sealed class LogRangeListing
{
    private readonly TimeRange range;
    private readonly IReportFormat format;
    private readonly SuiteHost host;
    private readonly ByteBuffer output = new();

    /// <summary>Nothing is listed yet.</summary>
    internal LogRangeListing(AureportSettings settings, IReportFormat format, SuiteHost host)
    {
        range = settings.Range;
        this.format = format;
        this.host = host;
    }

    /// <summary>Writes what stands above the list.</summary>
    internal void WriteTitle()
    {
        format.AppendTitle(output);
        WriteOut();
    }

    /// <summary>Reads all logs and writes a line for each.</summary>
    /// <returns>The exit code.</returns>
    internal int Run(LogSet logs)
    {
        using var signals = host.CatchSignals();
        foreach (var log in logs.Logs)
        {
            var found = RangeOf(logs.IsPipe ? "stdin" : log.Path, log, signals);
            if (signals.HasCome) return signals.ExitCode;
            format.AppendLogRange(found, output);
            WriteOut();
        }

        return LogProblems.Tell(logs.Logs, "aureport", host) ? LogProblems.ExitCode : 0;
    }

    private LogFileRange RangeOf(string name, LogSource log, StopSignals signals)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        while (!signals.HasCome && log.Read(out var block) is var read and not LogRead.End)
        {
            if (read != LogRead.Block) continue;
            Widen(log.Slice(block.Position, block.Length), ref first, ref last);
            log.Release([]);
        }

        return new LogFileRange(Encoding.UTF8.GetBytes(name), first <= last, first, last);
    }

    /// <summary>Heads of records only: no event is brought together for this.</summary>
    private void Widen(ReadOnlySpan<byte> block, ref long first, ref long last)
    {
        var lines = new LineReader(block);
        while (lines.Read())
        {
            if (RecordHead.TryRead(lines.Line, out var head) != HeadError.None || !range.Contains(head.Stamp.Seconds)) continue;
            first = Math.Min(first, head.Stamp.Milliseconds);
            last = Math.Max(last, head.Stamp.Milliseconds);
        }
    }

    private void WriteOut()
    {
        host.Output.Write(output.Written);
        output.Clear();
    }
}
