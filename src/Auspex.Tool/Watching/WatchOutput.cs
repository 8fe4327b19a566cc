using System.Globalization;
using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Writes the lines, and on a terminal keeps a status line below them.</summary>
internal sealed class WatchOutput
{
    private readonly WatchOptions options;
    private readonly WatchSink sink;
    private readonly FdWriter stdout = new(1);
    private readonly bool hasStatusLine;
    private string status = "";
    private bool isStatusShown;
    private long stepsBefore;
    private long checkedAt = Clock.MonotonicMilliseconds;

    internal WatchOutput(WatchOptions options, WatchSink sink)
    {
        this.options = options;
        this.sink = sink;
        hasStatusLine = !options.IsQuiet && !options.IsJson && Terminal.IsTerminal(1) && Terminal.IsTerminal(2);
    }

    /// <summary>How often the kernel is asked for its counters. Each answer costs it a short-lived kernel thread.</summary>
    internal int StatusMilliseconds => hasStatusLine ? 1000 : 5000;

    /// <summary>True when the reader has gone away: nobody listens any more.</summary>
    internal bool IsBroken => stdout.IsClosed;

    /// <summary>Writes what waits.</summary>
    internal void Write()
    {
        if (sink.Output.Length == 0) return;
        HideStatus();
        stdout.Write(sink.Output.Written);
        sink.Output.Clear();
        ShowStatus();
        stdout.Flush();
    }

    internal void UpdateStatus(AuditStatus kernel, Lifecycle lifecycle, EventAssembler assembler)
    {
        if (!hasStatusLine) return;
        var now = Clock.MonotonicMilliseconds;
        var rate = (sink.Counts.Steps - stepsBefore) * 1000.0 / Math.Max(1, now - checkedAt);
        stepsBefore = sink.Counts.Steps;
        checkedAt = now;
        status = string.Create(CultureInfo.InvariantCulture,
            $"{rate:0} events/s · {lifecycle.Table.Living.Count} alive · {assembler.Records} records · lost {sink.Counts.Lost} · backlog {kernel.Backlog}/{kernel.BacklogLimit} · Ctrl-C ends");
        HideStatus();
        ShowStatus();
        stdout.Flush();
    }

    internal void End(TimeSpan duration)
    {
        HideStatus();
        stdout.Flush();
        if (!options.IsQuiet) StandardError.Tell(WatchSummary.Of(sink.Counts, duration));
    }

    private void HideStatus()
    {
        if (!isStatusShown) return;
        stdout.Write("\r\e[K"u8);
        isStatusShown = false;
    }

    private void ShowStatus()
    {
        if (!hasStatusLine || status.Length == 0) return;
        stdout.Write("\e[7m"u8);
        stdout.Write(System.Text.Encoding.UTF8.GetBytes(Cut(status)));
        stdout.Write("\e[0m"u8);
        isStatusShown = true;
    }

    /// <summary>A line that wraps could not be taken back.</summary>
    private static string Cut(string text)
    {
        var width = Math.Max(20, Terminal.TryGetSize(1, out var columns, out _) ? columns : 80) - 1;
        return text.Length > width ? text[..width] : text;
    }
}
