using System.Globalization;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Loop;

namespace Auspex.Linux.Plugins;

/// <summary>Hears of records that a consumer lost: whose, how many, from when to when (milliseconds since 1970-01-01 UTC).</summary>
public delegate void ConsumerLoss(string consumer, long count, long from, long to);

/// <summary>Hands records to all plugins. Records come on the writer's thread; the rest is the main loop's.</summary>
/// <remarks>Source: auditd-plugins(5); spec 8.2, 8.3.</remarks>
public sealed class Dispatcher : IDaemonSink, IDisposable
{
    private const int SIGHUP = 1;

    private readonly IDaemonActions actions;
    private readonly ConsumerLoss onLoss;
    private DaemonConfig config;
    private PluginFeed[] feeds = [];
    private long lostSince;
    private volatile bool isSuspended;

    /// <summary>A dispatcher without plugins.</summary>
    public Dispatcher(DaemonConfig config, IDaemonActions actions, ConsumerLoss onLoss)
    {
        this.config = config;
        this.actions = actions;
        this.onLoss = onLoss;
        lostSince = Clock.RealtimeMilliseconds;
    }

    /// <summary>Plugins that run.</summary>
    public int ActivePlugins => feeds.Count(static f => f.IsActive);

    /// <summary>The most records that wait for one plugin.</summary>
    public int Depth => feeds.Length == 0 ? 0 : feeds.Max(static f => f.Queue.Count);

    /// <summary>The most that ever waited for one.</summary>
    public int MaxDepth => feeds.Length == 0 ? 0 : feeds.Max(static f => f.Queue.MaxCount);

    /// <summary>True once a record was dropped.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>True while nothing is passed on.</summary>
    public bool IsSuspended => isSuspended;

    /// <summary>Each plugin: its name, what waits, what it lost.</summary>
    public IEnumerable<(string Name, int Depth, long Refused)> Plugins => feeds.Select(static f => (f.Plugin.Name, f.Queue.Count, f.Queue.Refused));

    /// <summary>Takes the plugins that are to run: those that do already go on, others end, new ones start.</summary>
    /// <param name="wanted">The plugins, active ones only.</param>
    /// <param name="changed">How they are fed.</param>
    public void Load(IReadOnlyList<PluginConfig> wanted, DaemonConfig changed)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(changed);
        var isFedOtherwise = changed.IsEnriched != config.IsEnriched || changed.NameFormat != config.NameFormat || changed.QueueDepth > config.QueueDepth;
        config = changed;
        var next = new List<PluginFeed>();
        var kept = new HashSet<PluginFeed>();
        foreach (var plugin in wanted)
        {
            if (!isFedOtherwise && Array.Find(feeds, f => f.IsActive && f.Plugin.IsSame(plugin)) is { } running && kept.Add(running))
            {
                if (Path.GetFileName(plugin.Path!).StartsWith("audisp-", StringComparison.Ordinal)) running.Signal(SIGHUP);
                next.Add(running);
            }
            else if (PluginFeed.Start(plugin, config, actions) is { } started)
            {
                next.Add(started);
            }
        }

        var before = Interlocked.Exchange(ref feeds, [.. next]);
        foreach (var feed in before.Where(f => !kept.Contains(f))) feed.Dispose();
        isSuspended = false;
        actions.Tell(6, next.Count == 0
            ? "No plugins found, not dispatching events"
            : string.Create(CultureInfo.InvariantCulture, $"audit dispatcher initialized with q_depth={config.QueueDepth} and {next.Count} active plugins"));
    }

    /// <summary>Passes records on again.</summary>
    public void Resume() => isSuspended = false;

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        if (isSuspended) return;
        foreach (var feed in Volatile.Read(ref feeds))
        {
            if (feed.IsActive) _ = feed.Queue.TryPut(record);
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
            var lost = feed.TakeLost();
            if (lost == 0) continue;
            onLoss(feed.Plugin.Name, lost, lostSince, now);
            Overflow();
        }

        lostSince = now;
    }

    /// <summary>Ends all plugins.</summary>
    public void Dispose()
    {
        foreach (var feed in Interlocked.Exchange(ref feeds, [])) feed.Dispose();
    }

    private void Overflow()
    {
        HasOverflowed = true;
        switch (config.OverflowAction)
        {
            case DaemonAction.Syslog:
                actions.Tell(3, "queue to plugins is full - dropping event");
                break;
            case DaemonAction.Suspend:
                actions.Tell(1, "Auditd is suspending event passing to plugins due to overflowing its queue.");
                isSuspended = true;
                break;
            case DaemonAction.Single:
                actions.Tell(1, "Auditd is now changing the system to single user mode due to overflowing its queue");
                actions.EnterSingleUser();
                break;
            case DaemonAction.Halt:
                actions.Tell(1, "Auditd is now halting the system due to overflowing its queue");
                actions.Halt();
                break;
            default:
                break;
        }
    }
}
