using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Queues;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Text;
using Auspex.Threads;

namespace Auspex.Linux.Plugins;

/// <summary>Feeds one plugin from a queue of its own, on a thread of its own: nobody waits for it.</summary>
/// <remarks>
/// A plugin that ends is started again, up to max_restarts within a while; what it had not read, and what was under way, is written again.
/// Source: spec 8.2.
/// </remarks>
internal sealed class PluginFeed : IDisposable
{
    /// <summary>After so long without an end, earlier ends are forgotten.</summary>
    private const long QuietMilliseconds = 60_000;

    private const int IdleMilliseconds = 1000;
    private const int BlockBytes = 64 << 10;
    private const int BytesForRecord = 1024;
    private const int LeastQueueBytes = 2 << 20;

    private readonly IDaemonNotices notices;
    private readonly Worker worker;
    private readonly bool isFormatted;
    private readonly SentRecords sent = new();
    private ByteBuffer text = new(BlockBytes + (16 << 10));
    private List<int> ends = []; // where in the text each record ends
    private byte[] frames = new byte[BlockBytes];
    private int fed; // records of the text that went out whole
    private bool isStopping;
    private PluginFeed? before;
    private PluginChild? child;
    private volatile int maxRestarts;
    private volatile bool isEnding;
    private volatile bool isGivenUp;
    private int restarts;
    private long lastEnd;
    private long unfed;
    private long passedOver;
    private long refusedTold;

    private PluginFeed(PluginConfig plugin, DaemonConfig config, PluginChild? child, PluginFeed? before, IDaemonNotices notices, WorkerFailures failures)
    {
        Plugin = plugin;
        this.child = child;
        this.before = before;
        this.notices = notices;
        isFormatted = config.IsEnriched || config.NameFormat != NodeNameFormat.None;
        maxRestarts = config.MaxRestarts;
        var own = config.Extensions;
        var spill = own.SpillDirectory is { } directory ? new SpillFile(Path.Combine(directory, $"{plugin.Name}.spill"), (long)own.SpillMaxMebibytes << 20) : null;
        Queue = new RecordQueue(plugin.Name, Math.Max(LeastQueueBytes, config.QueueDepth * BytesForRecord), int.MaxValue, spill);
        worker = new Worker(plugin.Name, failures, Run);
        _ = worker.Start();
    }

    /// <summary>What it runs.</summary>
    internal PluginConfig Plugin { get; }

    /// <summary>What waits for it.</summary>
    internal RecordQueue Queue { get; }

    /// <summary>False once it was given up, or has ended for good.</summary>
    internal bool IsActive => !isGivenUp && !worker.HasEnded;

    /// <summary>True once its plugin has ended and nothing more is done.</summary>
    internal bool HasEnded => worker.HasEnded;

    /// <summary>Records that were not put: it was given up, or passing on was suspended. Counted by the writer's thread.</summary>
    internal long PassedOver => Volatile.Read(ref passedOver);

    /// <summary>Records that the queue refused since the last call.</summary>
    internal long TakeRefused()
    {
        var refused = Queue.Refused;
        var since = refused - refusedTold;
        refusedTold = refused;
        return since;
    }

    /// <summary>Records that were taken from the queue since the last call and that no plugin got, or had not read when it ended.</summary>
    internal long TakeUnfed() => Interlocked.Exchange(ref unfed, 0);

    /// <summary>Records passed over since the last call.</summary>
    internal long TakePassedOver() => Interlocked.Exchange(ref passedOver, 0);

    /// <summary>A record is not put.</summary>
    internal void PassOver() => Interlocked.Increment(ref passedOver);

    /// <summary>Starts a plugin.</summary>
    /// <param name="plugin">What to run.</param>
    /// <param name="config">How it is fed.</param>
    /// <param name="notices">Where people are told.</param>
    /// <param name="failures">Where its failures are counted.</param>
    /// <param name="before">The feed whose place it takes: its plugin ends first, and this one starts then, on its own thread.</param>
    /// <returns>Null when it cannot be started; why has been told.</returns>
    internal static PluginFeed? Start(PluginConfig plugin, DaemonConfig config, IDaemonNotices notices, WorkerFailures failures, PluginFeed? before = null)
    {
        if (before is not null) return new PluginFeed(plugin, config, null, before, notices, failures);
        var errno = PluginChild.Start(plugin.Path!, plugin.Arguments, out var child);
        if (errno == 0) return new PluginFeed(plugin, config, child!, null, notices, failures);
        notices.Tell(3, $"Error running {plugin.Path} ({ErrorWords.Of(errno)}) continuing without it");
        return null;
    }

    /// <summary>Takes what may change while a plugin runs.</summary>
    internal void Adjust(DaemonConfig config) => maxRestarts = config.MaxRestarts;

    /// <summary>Passes a signal on.</summary>
    internal void Signal(int signal) => Volatile.Read(ref child)?.Signal(signal);

    /// <summary>No more is put: the plugin gets what the queue holds and ends. Does not wait for that.</summary>
    internal void Retire()
    {
        Queue.Close();
        worker.Hurry();
    }

    /// <summary>Waits until all is done, and hurries a plugin that takes nothing.</summary>
    internal void WaitForEnd()
    {
        const int patienceMilliseconds = 1000;
        Retire();
        if (worker.Join(patienceMilliseconds)) return;
        isEnding = true;
        _ = worker.Join();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        WaitForEnd();
        Queue.Dispose();
    }

    private void Run()
    {
        if (Interlocked.Exchange(ref before, null) is { } old) Follow(old);
        Recover();
        while (true)
        {
            var length = Queue.Take(ref frames);
            if (length > 0)
            {
                Feed(frames.AsSpan(0, length));
                continue;
            }

            if (Queue.IsClosed) break;
            Queue.Wait(IdleMilliseconds);
            if (Queue.Count == 0 && child?.HasEnded() == true) Feed([]);
        }

        if (child is null || isStopping) return;
        isStopping = true;
        Stop();
    }

    /// <summary>What a failure has left of a text is lost and counted: part of it may have gone out.</summary>
    private void Recover()
    {
        Interlocked.Add(ref unfed, ends.Count - fed);
        ends.Clear();
        fed = 0;
    }

    /// <summary>Starts once the one before has ended.</summary>
    private void Follow(PluginFeed old)
    {
        old.WaitForEnd();
        var errno = PluginChild.Start(Plugin.Path!, Plugin.Arguments, out var made);
        Volatile.Write(ref child, made);
        if (errno == 0) return;
        notices.Tell(3, $"Error running {Plugin.Path} ({ErrorWords.Of(errno)}) continuing without it");
        isGivenUp = true;
    }

    private void Feed(ReadOnlySpan<byte> taken)
    {
        text.Clear();
        ends.Clear();
        fed = 0;
        while (RecordQueue.TryRead(ref taken, out var record))
        {
            PluginFraming.Append(record, Plugin.IsBinary, isFormatted, text);
            ends.Add(text.Length);
        }

        while (child is { } running)
        {
            var from = fed == 0 ? 0 : ends[fed - 1];
            var errno = running.Write(text.Written[from..], () => isEnding, out var written);
            while (fed < ends.Count && ends[fed] <= from + written)
            {
                sent.Add(ends[fed] - (fed == 0 ? 0 : ends[fed - 1]));
                fed++;
            }

            if (errno == 0) return;
            if (errno == Uapi.Errno.EAGAIN) break; // we end, and it takes nothing
            var partial = from + written - (fed == 0 ? 0 : ends[fed - 1]);
            Restart(fed, partial);
            fed = 0;
        }

        Recover();
    }

    /// <summary>Starts the plugin again, or gives it up. What it had not read stands before the rest of the text then.</summary>
    /// <param name="done">Records of the text that had gone out whole.</param>
    /// <param name="partial">Bytes of the next that had gone out.</param>
    private void Restart(int done, int partial)
    {
        notices.Tell(4, $"plugin {Plugin.Path} terminated unexpectedly");
        TakeBack(done, partial);
        var now = Clock.MonotonicMilliseconds;
        if (now - lastEnd > QuietMilliseconds) restarts = 0;
        lastEnd = now;
        if (++restarts > maxRestarts)
        {
            notices.Tell(3, $"plugin {Plugin.Path} has exceeded max_restarts");
            isGivenUp = true;
            return;
        }

        var errno = PluginChild.Start(Plugin.Path!, Plugin.Arguments, out var next);
        if (errno != 0)
        {
            notices.Tell(3, $"plugin {Plugin.Path} failed after restart: {ErrorWords.Of(errno)}");
            isGivenUp = true;
            return;
        }

        Volatile.Write(ref child, next);
        notices.Tell(5, $"plugin {Plugin.Path} was restarted ({restarts}x)");
    }

    /// <summary>Makes a text of what the plugin that has ended did not read, and of what is left of the old text.</summary>
    private void TakeBack(int done, int partial)
    {
        var unread = new ByteBuffer();
        var ended = Interlocked.Exchange(ref child, null)!;
        ended.End();
        ended.TakeUnread(unread);
        ended.Dispose();
        var whole = sent.Unread(Math.Max(0, unread.Length - partial), out var skipped, out var broken);
        Interlocked.Add(ref unfed, broken);
        sent.Clear();

        var doneBytes = done == 0 ? 0 : ends[done - 1];
        var again = new ByteBuffer(text.Length + unread.Length);
        again.Append(unread.Written[Math.Min(skipped, unread.Length)..Math.Max(skipped, unread.Length - partial)]);
        var next = new List<int>(whole.Count + ends.Count - done);
        foreach (var length in whole) next.Add((next.Count == 0 ? 0 : next[^1]) + length);
        foreach (var end in ends[done..]) next.Add(end - doneBytes + again.Length);
        again.Append(text.Written[doneBytes..]);
        (text, ends) = (again, next);
    }

    /// <summary>Ends the plugin, and counts what it leaves unread.</summary>
    private void Stop()
    {
        text.Clear();
        ends.Clear();
        TakeBack(0, 0);
        Interlocked.Add(ref unfed, ends.Count);
    }
}
