using System.Globalization;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Queues;
using Auspex.Linux.Loop;
using Auspex.Threads;

namespace Auspex.Linux.Plugins;

/// <summary>Hears of records that a consumer lost: whose, how many, from when to when (milliseconds since 1970-01-01 UTC).</summary>
internal delegate void ConsumerLoss(string consumer, long count, long from, long to);

/// <summary>Hands records to all plugins. Records come on the writer's thread; the rest is the main loop's.</summary>
/// <remarks>Source: auditd-plugins(5); spec 8.2, 8.3.</remarks>
internal sealed class Dispatcher : IDaemonSink, IDisposable
{
    private const int SIGHUP = 1;

    /// <summary>Records passed over are told about so often: a plugin that was given up may stay so for days.</summary>
    private const long PassedOverMilliseconds = 60_000;

    private readonly IDaemonActions actions;
    private readonly ConsumerLoss onLoss;
    private readonly OverflowPolicy overflow;
    private readonly WorkerFailures failures;
    private readonly List<PluginFeed> retired = [];
    private DaemonConfig config;
    private PluginFeed[] feeds = [];
    private long lostSince;
    private long passedOverSince;
    private long passedOverTold = Clock.MonotonicMilliseconds;

    /// <summary>A dispatcher without plugins.</summary>
    public Dispatcher(DaemonConfig config, IDaemonActions actions, ConsumerLoss onLoss, WorkerFailures failures)
    {
        this.config = config;
        this.actions = actions;
        this.onLoss = onLoss;
        this.failures = failures;
        overflow = new OverflowPolicy(actions);
        lostSince = passedOverSince = Clock.RealtimeMilliseconds;
    }

    /// <summary>Plugins that run.</summary>
    public int ActivePlugins => feeds.Count(static f => f.IsActive);

    /// <summary>The most records that wait for one plugin.</summary>
    public int Depth => feeds.Length == 0 ? 0 : feeds.Max(static f => f.Queue.Count);

    /// <summary>The most that ever waited for one.</summary>
    public int MaxDepth => feeds.Length == 0 ? 0 : feeds.Max(static f => f.Queue.MaxCount);

    /// <summary>True once a queue was full.</summary>
    public bool HasOverflowed => overflow.HasOverflowed;

    /// <summary>True while nothing is passed on.</summary>
    public bool IsSuspended => overflow.IsSuspended;

    /// <summary>Each plugin: its name, what waits, what its queue refused or was passed over.</summary>
    public IEnumerable<(string Name, int Depth, long Dropped)> Plugins => feeds.Select(static f => (f.Plugin.Name, f.Queue.Count, f.Queue.Refused + f.PassedOver));

    /// <summary>Takes the plugins that are to run: those that do already go on, others end, new ones start. Waits for none of them.</summary>
    /// <param name="wanted">The plugins, active ones only.</param>
    /// <param name="changed">How they are fed.</param>
    public void Load(IReadOnlyList<PluginConfig> wanted, DaemonConfig changed)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(changed);
        var isFedOtherwise = changed.IsEnriched != config.IsEnriched || changed.NameFormat != config.NameFormat || changed.QueueDepth > config.QueueDepth
            || changed.Extensions.SpillDirectory != config.Extensions.SpillDirectory || changed.Extensions.SpillMaxMebibytes != config.Extensions.SpillMaxMebibytes;
        config = changed;
        TellPassedOver(Clock.RealtimeMilliseconds);
        var next = new List<PluginFeed>();
        var kept = new HashSet<PluginFeed>();
        foreach (var plugin in wanted)
        {
            var old = Array.Find(feeds, f => f.Plugin.Name == plugin.Name) ?? retired.FindLast(f => f.Plugin.Name == plugin.Name);
            if (!isFedOtherwise && old is { IsActive: true } && old.Plugin.IsSame(plugin) && feeds.Contains(old))
            {
                old.Adjust(config);
                if (Path.GetFileName(plugin.Path!).StartsWith("audisp-", StringComparison.Ordinal)) old.Signal(SIGHUP);
                kept.Add(old);
                next.Add(old);
                continue;
            }

            old?.Retire();
            if (PluginFeed.Start(plugin, config, actions, failures, old is { HasEnded: false } ? old : null) is { } started) next.Add(started);
        }

        foreach (var feed in Interlocked.Exchange(ref feeds, [.. next]).Where(f => !kept.Contains(f)))
        {
            feed.Retire();
            retired.Add(feed);
        }

        overflow.Reset();
        actions.Tell(6, next.Count == 0
            ? "No plugins found, not dispatching events"
            : string.Create(CultureInfo.InvariantCulture, $"audit dispatcher initialized with q_depth={config.QueueDepth} and {next.Count} active plugins"));
    }

    /// <summary>Passes records on again.</summary>
    public void Resume()
    {
        TellPassedOver(Clock.RealtimeMilliseconds);
        overflow.Resume();
    }

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        var isSuspended = overflow.IsSuspended;
        foreach (var feed in Volatile.Read(ref feeds))
        {
            if (isSuspended || !feed.IsActive) feed.PassOver();
            else _ = feed.Queue.TryPut(record);
        }
    }

    /// <inheritdoc/>
    public void OnBatchEnd()
    {
        foreach (var feed in Volatile.Read(ref feeds)) feed.Queue.Wake();
    }

    /// <summary>Tells what plugins lost, and does what the configuration says. For use about once a second.</summary>
    public void Tick()
    {
        var now = Clock.RealtimeMilliseconds;
        foreach (var feed in feeds)
        {
            var refused = feed.TakeRefused();
            Tell(feed, refused + feed.TakeUnfed(), lostSince, now);
            if (refused > 0) overflow.Overflow(config.OverflowAction);
        }

        for (var i = retired.Count - 1; i >= 0; i--)
        {
            if (!retired[i].HasEnded) continue;
            Bury(retired[i], now);
            retired.RemoveAt(i);
        }

        lostSince = now;
        if (Clock.MonotonicMilliseconds - passedOverTold >= PassedOverMilliseconds) TellPassedOver(now);
    }

    /// <summary>Ends all plugins: each gets what its queue holds, as far as it takes it; what it does not is told.</summary>
    public void Dispose()
    {
        var now = Clock.RealtimeMilliseconds;
        TellPassedOver(now);
        retired.AddRange(Interlocked.Exchange(ref feeds, []));
        foreach (var feed in retired) feed.Retire();
        foreach (var feed in retired) Bury(feed, now);
        retired.Clear();
    }

    private void Bury(PluginFeed feed, long now)
    {
        feed.Dispose();
        Tell(feed, feed.TakeRefused() + feed.TakeUnfed() + feed.TakePassedOver(), lostSince, now);
    }

    private void TellPassedOver(long now)
    {
        foreach (var feed in feeds) Tell(feed, feed.TakePassedOver(), passedOverSince, now);
        passedOverSince = now;
        passedOverTold = Clock.MonotonicMilliseconds;
    }

    private void Tell(PluginFeed feed, long lost, long from, long to)
    {
        if (lost > 0) onLoss(feed.Plugin.Name, lost, from, to);
    }
}
