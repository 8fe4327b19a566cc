using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Health.Shadows;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Records;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets.Checkup;

/// <summary>One run of shadow: hears, follows the log, and compares, all on one thread.</summary>
internal sealed class ShadowRun : IDisposable
{
    private const int PauseMilliseconds = 10;
    private const int LastHearingMilliseconds = 1000;
    private const int MaxBatches = 1024;
    private const int MaxReads = 8;
    private const int NoSuchFile = 2; // ENOENT
    private const int IsDirectory = 21; // EISDIR

    private readonly AuditReceiver receiver;
    private readonly LogFollower follower;
    private readonly SignalLatch signals = new();
    private readonly Stream output = StandardOutput.Open();
    private readonly RecordFormatter formatter = new(names: null, node: default);
    private readonly ShadowReport report;
    private readonly ShadowComparison comparison;
    private readonly LogLineHandler logLine;
    private readonly TimeSpan grace;
    private readonly TimeSpan? duration;
    private long now;

    internal ShadowRun(string log, TimeSpan? duration, TimeSpan grace, int roomBytes, bool isJson)
    {
        this.grace = grace;
        this.duration = duration;
        report = new ShadowReport(output, isJson);

        // In this order: whatever begins after the time was taken is heard, and is behind the place where reading begins.
        receiver = AuditReceiver.OpenListener(roomBytes);
        var opened = LogFollower.Open(log, out var reason);
        if (opened is not null && !File.Exists(log)) // nothing to compare with must not look like no difference
        {
            reason = ErrorWords.Of(Directory.Exists(log) ? IsDirectory : NoSuchFile);
            opened.Dispose();
            opened = null;
        }

        if (opened is null) receiver.Dispose();
        follower = opened ?? throw new IOException($"{log}: {reason}");
        comparison = new ShadowComparison(Clock.RealtimeMilliseconds, grace, report.Write);
        logLine = OnLogLine;
        StandardError.Tell($"auspex: comparing what the kernel tells with {log}");
    }

    /// <summary>Runs to its end.</summary>
    /// <returns>True when nothing differs.</returns>
    internal bool Run()
    {
        var started = Clock.MonotonicMilliseconds;
        var end = duration is { } time ? started + (long)time.TotalMilliseconds : long.MaxValue;
        var (hearUntil, readUntil) = (long.MaxValue, long.MaxValue);
        while (true)
        {
            now = Clock.MonotonicMilliseconds;
            var isStopped = (signals.Take() & (CaughtSignals.Interrupt | CaughtSignals.Terminate | CaughtSignals.Hangup)) != 0;
            if (isStopped && hearUntil != long.MaxValue) break; // asked twice
            if (hearUntil == long.MaxValue && (isStopped || now >= end))
            {
                comparison.EndAt(Clock.RealtimeMilliseconds);
                hearUntil = now + LastHearingMilliseconds;
            }

            var isBusy = readUntil == long.MaxValue && Hear();
            if (now >= hearUntil && readUntil == long.MaxValue && !isBusy)
            {
                comparison.StopHearing();
                readUntil = now + (long)grace.TotalMilliseconds;
            }

            isBusy |= Follow();
            if (!isBusy) comparison.Settle(now); // not while one side waits to be read: it would look like missing
            if (readUntil != long.MaxValue && !isBusy && (now >= readUntil || comparison.Open == 0)) break;
            if (!isBusy) Poller.Sleep(PauseMilliseconds);
        }

        comparison.End();
        report.Summarize(comparison.Counts, receiver.GetCounters(), follower);
        return comparison.Counts.Differences == 0;
    }

    public void Dispose()
    {
        receiver.Dispose();
        follower.Dispose();
        signals.Dispose();
        output.Dispose();
    }

    /// <summary>Takes what the socket holds.</summary>
    /// <returns>True when there may be more.</returns>
    private bool Hear()
    {
        for (var i = 0; i < MaxBatches; i++)
        {
            if (!receiver.TryReceive(out var batch)) return false;
            foreach (var record in batch)
            {
                if (!ShadowComparison.IsCompared(record.Type)) continue;
                var parsed = RecordReader.ParseKernel(record.Type, record.Payload);
                comparison.Hear(RecordReader.Parse(formatter.Format(record.Type, RecordOrigin.Kernel, record.Payload, parsed).Line), now);
            }
        }

        return true;
    }

    /// <summary>Reads what the log has more.</summary>
    /// <returns>True when there may be more.</returns>
    private bool Follow()
    {
        for (var i = 0; i < MaxReads; i++)
        {
            if (!follower.Read(logLine)) return false;
        }

        return true;
    }

    private void OnLogLine(in RecordView line) => comparison.Log(line, now);
}
