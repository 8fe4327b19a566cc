using System.Text;
using Auspex.Archive;
using Auspex.Reports;
using Auspex.Search;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>From when to when each log goes: <c>-t</c>.</summary>
/// <remarks>
/// From the first to the last record of each log, of those within the times asked for. 4.2.2 tells the last event that was complete when
/// the file ended, and takes those left over for the next file's (docs/differences.md, log-range).
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
            var (hasRecords, first, last) = RangeOf(log, signals);
            if (signals.HasCome) return signals.ExitCode;
            format.AppendLogRange(new LogFileRange(Encoding.UTF8.GetBytes(log.Path), hasRecords, first, last), output);
            WriteOut();
            if (log.Problem.Length > 0) host.Say($"aureport: {log.Path}: {log.Problem}\n");
        }

        return 0;
    }

    /// <summary>Looks at the lines of a block only until it finds what it looks for: mostly at one.</summary>
    private (bool HasRecords, long First, long Last) RangeOf(LogSource log, StopSignals signals)
    {
        var (has, first, last) = (false, 0L, 0L);
        while (!signals.HasCome)
        {
            switch (log.Read(out var block))
            {
                case LogRead.Block:
                    var lines = log.Slice(block.Position, block.Length);
                    if (!has) has = TryFindFirst(lines, out first);
                    if (has && TryFindLast(lines, out var newer)) last = newer;
                    log.Release([]);
                    break;
                case LogRead.End:
                    return (has, first, last);
            }
        }

        return (has, first, last);
    }

    private bool TryFindFirst(ReadOnlySpan<byte> lines, out long milliseconds)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (TryRead(end < 0 ? lines : lines[..end], out milliseconds)) return true;
            lines = end < 0 ? default : lines[(end + 1)..];
        }

        milliseconds = 0;
        return false;
    }

    private bool TryFindLast(ReadOnlySpan<byte> lines, out long milliseconds)
    {
        lines = lines.TrimEnd((byte)'\n');
        while (!lines.IsEmpty)
        {
            var start = lines.LastIndexOf((byte)'\n') + 1;
            if (TryRead(lines[start..], out milliseconds)) return true;
            lines = lines[..Math.Max(start - 1, 0)];
        }

        milliseconds = 0;
        return false;
    }

    private bool TryRead(ReadOnlySpan<byte> line, out long milliseconds)
    {
        var isRecord = RecordHead.TryRead(line, out var head) == HeadError.None && range.Contains(head.Stamp.Seconds);
        milliseconds = isRecord ? head.Stamp.Milliseconds : 0;
        return isRecord;
    }

    private void WriteOut()
    {
        host.Output.Write(output.Written);
        output.Clear();
    }
}
