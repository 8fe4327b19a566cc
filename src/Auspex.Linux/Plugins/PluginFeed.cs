using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Queues;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Text;

namespace Auspex.Linux.Plugins;

/// <summary>Feeds one plugin from a queue of its own, on a thread of its own: nobody waits for it.</summary>
/// <remarks>A plugin that ends is started again, up to max_restarts within a while; what was under way is written again. Source: spec 8.2.</remarks>
internal sealed class PluginFeed : IDisposable
{
    /// <summary>After so long without an end, earlier ends are forgotten.</summary>
    private const long QuietMilliseconds = 60_000;

    private const int IdleMilliseconds = 1000;
    private const int BlockBytes = 64 << 10;
    private const int BytesForRecord = 1024;
    private const int LeastQueueBytes = 2 << 20;

    private readonly IDaemonNotices notices;
    private readonly bool isFormatted;
    private readonly int maxRestarts;
    private readonly Thread thread;
    private readonly ByteBuffer text = new(BlockBytes + (16 << 10));
    private readonly List<int> ends = []; // where in the text each record ends
    private PluginChild? child;
    private volatile bool isEnding;
    private int restarts;
    private long lastEnd;

    private PluginFeed(PluginConfig plugin, DaemonConfig config, PluginChild child, IDaemonNotices notices)
    {
        Plugin = plugin;
        this.child = child;
        this.notices = notices;
        isFormatted = config.IsEnriched || config.NameFormat != NodeNameFormat.None;
        maxRestarts = config.MaxRestarts;
        var spill = config.Extensions.SpillDirectory is { } directory ? new SpillFile(Path.Combine(directory, $"{plugin.Name}.spill"), (long)config.Extensions.SpillMaxMebibytes << 20) : null;
        Queue = new RecordQueue(plugin.Name, Math.Max(LeastQueueBytes, config.QueueDepth * BytesForRecord), int.MaxValue, spill);
        thread = new Thread(Run, 256 << 10) { Name = plugin.Name, IsBackground = true };
        thread.Start();
    }

    /// <summary>What it runs.</summary>
    internal PluginConfig Plugin { get; }

    /// <summary>What waits for it.</summary>
    internal RecordQueue Queue { get; }

    /// <summary>False once it has ended for good.</summary>
    internal bool IsActive => Volatile.Read(ref child) is not null;

    /// <summary>Records that the plugin did not take since the last call, refused by the queue or left when it ended for good.</summary>
    internal long TakeLost()
    {
        var refused = Queue.Refused;
        var lost = refused - LostTold + Interlocked.Exchange(ref unfed, 0);
        LostTold = refused;
        return lost;
    }

    private long LostTold { get; set; }

    private long unfed;

    /// <summary>Starts a plugin.</summary>
    /// <returns>Null when it cannot be started; why has been told.</returns>
    internal static PluginFeed? Start(PluginConfig plugin, DaemonConfig config, IDaemonNotices notices)
    {
        var errno = PluginChild.Start(plugin.Path!, plugin.Arguments, out var child);
        if (errno == 0) return new PluginFeed(plugin, config, child!, notices);
        notices.Tell(3, $"Error running {plugin.Path} ({ErrorWords.Of(errno)}) continuing without it");
        return null;
    }

    /// <summary>Passes a signal on.</summary>
    internal void Signal(int signal) => Volatile.Read(ref child)?.Signal(signal);

    /// <summary>Ends it: what the queue holds goes out first, as far as the plugin takes it.</summary>
    public void Dispose()
    {
        Queue.Close();
        if (!thread.Join(1000)) isEnding = true;
        thread.Join();
        Queue.Dispose();
    }

    private void Run()
    {
        var frames = new byte[BlockBytes];
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
        }

        Interlocked.Exchange(ref child, null)?.Dispose();
    }

    private void Feed(ReadOnlySpan<byte> frames)
    {
        text.Clear();
        ends.Clear();
        while (RecordQueue.TryRead(ref frames, out var record))
        {
            PluginFraming.Append(record, Plugin.IsBinary, isFormatted, text);
            ends.Add(text.Length);
        }

        var done = 0; // bytes of whole records that it took
        while (child is { } running)
        {
            var errno = running.Write(text.Written[done..], () => isEnding, out var written);
            if (errno == 0) return;
            var taken = ends.FindLastIndex(e => e <= done + written);
            done = taken < 0 ? 0 : ends[taken];
            if (errno == Uapi.Errno.EAGAIN) break; // we end, and it takes nothing
            Restart();
        }

        Interlocked.Add(ref unfed, ends.Count(e => e > done));
    }

    /// <summary>Starts the plugin again, or gives it up.</summary>
    private void Restart()
    {
        notices.Tell(4, $"plugin {Plugin.Path} terminated unexpectedly");
        Interlocked.Exchange(ref child, null)?.Dispose();
        var now = Clock.MonotonicMilliseconds;
        if (now - lastEnd > QuietMilliseconds) restarts = 0;
        lastEnd = now;
        if (++restarts > maxRestarts)
        {
            notices.Tell(3, $"plugin {Plugin.Path} has exceeded max_restarts");
            return;
        }

        var errno = PluginChild.Start(Plugin.Path!, Plugin.Arguments, out var next);
        if (errno != 0)
        {
            notices.Tell(3, $"plugin {Plugin.Path} failed after restart: {ErrorWords.Of(errno)}");
            return;
        }

        Volatile.Write(ref child, next);
        notices.Tell(5, $"plugin {Plugin.Path} was restarted ({restarts}x)");
    }
}
