using System.Globalization;
using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Outputs;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Hands the lines to a thread that writes them, and on a terminal keeps a status line below them.</summary>
/// <remarks>
/// Who receives for the whole machine must not wait for who reads: a pager, a stopped terminal, a full disk. What the queue has no room
/// for is counted, and told as a loss in its place once lines flow again. Messages for standard error go the same way.
/// </remarks>
internal sealed class WatchOutput : IDisposable
{
    private const int QueueBytes = 8 << 20;
    private const int NoticeBytes = 64 << 10;
    private const int LastNoticeMilliseconds = 1000;

    private readonly WatchOptions options;
    private readonly WatchSink sink;
    private readonly BackgroundWriter lines = WriterTo(1, "output", QueueBytes);
    private readonly BackgroundWriter notices = WriterTo(2, "notices", NoticeBytes);
    private readonly LineBuffer chunk = new();
    private readonly bool hasStatusLine;
    private string status = "";
    private bool isStatusShown;
    private long stepsBefore;
    private long checkedAt = Clock.MonotonicMilliseconds;
    private long unread; // lines since the output was last taken
    private long unreadSince;

    internal WatchOutput(WatchOptions options, WatchSink sink)
    {
        this.options = options;
        this.sink = sink;
        hasStatusLine = !options.IsQuiet && !options.IsJson && Terminal.IsTerminal(1) && Terminal.IsTerminal(2);
    }

    /// <summary>How often the kernel is asked for its counters. Each answer costs it a short-lived kernel thread.</summary>
    internal int StatusMilliseconds => hasStatusLine ? 1000 : 5000;

    /// <summary>True when the reader has gone away, or nothing can be written: nobody listens any more.</summary>
    internal bool IsBroken => lines.HasEnded;

    /// <summary>Why nothing can be written, or null.</summary>
    internal KernelException? Failure => lines.Failure;

    /// <summary>Hands on what waits.</summary>
    /// <param name="isExempt">True for the list of those that live already: it comes all at once, however long it is.</param>
    internal void Write(bool isExempt = false)
    {
        TellUnread(isExempt);
        var written = sink.Output.Written;
        if (written.IsEmpty) return;
        if (unread > 0 || !Put(written, isExempt))
        {
            if (unread == 0) unreadSince = Clock.RealtimeMilliseconds;
            unread += written.Count((byte)'\n');
        }

        sink.Output.Clear();
    }

    /// <summary>Tells people something, unless they asked for silence.</summary>
    internal void Tell(string? sentence)
    {
        if (sentence is null || options.IsQuiet) return;
        TellAlways(sentence);
    }

    /// <summary>Tells what must be known even where silence was asked for.</summary>
    internal void TellAlways(string sentence) => notices.TryAdd(System.Text.Encoding.UTF8.GetBytes($"auspex: {sentence}\n"));

    internal void UpdateStatus(AuditStatus kernel, Lifecycle lifecycle, EventAssembler assembler)
    {
        if (!hasStatusLine) return;
        var now = Clock.MonotonicMilliseconds;
        var rate = (sink.Counts.Seen - stepsBefore) * 1000.0 / Math.Max(1, now - checkedAt);
        stepsBefore = sink.Counts.Seen;
        checkedAt = now;
        status = string.Create(CultureInfo.InvariantCulture,
            $"{rate:0} events/s · {lifecycle.Table.Living.Count} alive · {assembler.Records} records · lost {sink.Counts.Lost} · backlog {kernel.Backlog}/{kernel.BacklogLimit} · Ctrl-C ends");
        _ = Put(default, isExempt: false);
    }

    /// <summary>Takes the status line away, and adds what was lost at the end.</summary>
    internal void Finish()
    {
        TellUnread(isExempt: true);
        status = "";
        if (isStatusShown) _ = Put(default, isExempt: true);
    }

    /// <summary>Waits for the reader, for whom it may take an hour; a signal, or none of it read for so long after one, ends that.</summary>
    /// <returns>False when lines were left unwritten.</returns>
    internal bool WaitForReader(SignalLatch signals, bool wasStopped, int patienceMilliseconds)
    {
        var (left, since) = (lines.Pending, Clock.MonotonicMilliseconds);
        while (!lines.WaitUntilWritten(100))
        {
            var caught = signals.Take();
            if ((caught & LiveRun.Ends) != 0) return false;
            if ((caught & CaughtSignals.Stop) != 0) ProcessSignal.StopSelf();
            var now = lines.Pending;
            if (now != left) (left, since) = (now, Clock.MonotonicMilliseconds);
            else if (wasStopped && Clock.MonotonicMilliseconds - since > patienceMilliseconds) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = notices.WaitUntilWritten(LastNoticeMilliseconds);
        lines.Dispose();
        notices.Dispose();
    }

    private static BackgroundWriter WriterTo(int descriptor, string name, int maxBytes)
    {
        var writer = new FdWriter(descriptor);
        return new BackgroundWriter(name, maxBytes, block =>
        {
            writer.Write(block);
            return writer.Flush();
        });
    }

    /// <summary>Half of the queue must be free again: else every other line would be a loss.</summary>
    private void TellUnread(bool isExempt)
    {
        if (unread == 0 || (!isExempt && lines.Pending > QueueBytes / 2)) return;
        var loss = new Loss(unread, LossReason.Output, unreadSince, Clock.RealtimeMilliseconds);
        unread = 0;
        _ = Put(sink.LineOf(loss), isExempt: true);
    }

    /// <summary>Adds lines, with the status line taken away before and shown again behind them.</summary>
    private bool Put(ReadOnlySpan<byte> written, bool isExempt)
    {
        if (!hasStatusLine) return lines.TryAdd(written, isExempt);
        chunk.Clear();
        if (isStatusShown) chunk.Append("\r\e[K"u8);
        chunk.Append(written);
        if (status.Length > 0)
        {
            chunk.Append("\e[7m"u8);
            chunk.Append(System.Text.Encoding.UTF8.GetBytes(Cut(status)));
            chunk.Append("\e[0m"u8);
        }

        if (!lines.TryAdd(chunk.Written, isExempt)) return false;
        isStatusShown = status.Length > 0;
        return true;
    }

    /// <summary>A line that wraps could not be taken back.</summary>
    private static string Cut(string text)
    {
        var width = Math.Max(20, Terminal.TryGetSize(1, out var columns, out _) ? columns : 80) - 1;
        return text.Length > width ? text[..width] : text;
    }
}
