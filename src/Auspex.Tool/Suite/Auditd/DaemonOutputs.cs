using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Metrics;
using Auspex.Daemon.Storms;
using Auspex.Linux.Daemon;
using Auspex.Linux.Plugins;
using Auspex.Threads;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>All who are handed the records beside the log. Records come on the writer's thread, the rest is the main loop's.</summary>
internal sealed class DaemonOutputs : IDisposable
{
    private readonly DaemonActions notices;
    private readonly Dispatcher dispatcher;
    private readonly NativeOutputs natives;
    private readonly KeyCounts keys = new() { IsCounting = false };
    private readonly Func<string, string?> ruleOf;
    private readonly List<IDaemonSink> sinks = [];

    internal DaemonOutputs(DaemonConfig config, DaemonActions actions, ConsumerLoss onLoss, Func<string, string?> ruleOf, WorkerFailures failures)
    {
        notices = actions;
        dispatcher = new Dispatcher(config, actions, onLoss, failures);
        natives = new NativeOutputs(actions, onLoss, failures);
        sinks.AddRange([dispatcher, natives, keys]);
        this.ruleOf = ruleOf;
        Storms = GovernorOf(config.Extensions);
    }

    /// <summary>The budget, or null where none is set.</summary>
    internal Governor? Storms { get; private set; }

    /// <summary>True while the events of each key are counted.</summary>
    internal bool CountsKeys
    {
        set => keys.IsCounting = value;
    }

    /// <summary>How many events each key had.</summary>
    internal IReadOnlyList<(string Key, long Count)> Keys => keys.Read();

    /// <summary>Plugins and outputs: the name, what waits, what was dropped.</summary>
    internal IEnumerable<(string Name, int Depth, long Dropped)> Queues => dispatcher.Plugins.Concat(natives.All);

    /// <summary>In the order in which they are handed records.</summary>
    internal IReadOnlyList<IDaemonSink> Sinks => sinks;

    /// <summary>Starts those that the configuration names.</summary>
    internal void Start(DaemonConfig config)
    {
        if (config.Extensions.SpillDirectory is { } directory) DaemonFiles.MakePrivateDirectory(directory);
        dispatcher.Load(ReadPlugins(config, out _), config);
        natives.Load(config);
    }

    /// <summary>Takes another configuration. Plugins with an error in a file stay as they are.</summary>
    internal void Reload(DaemonConfig changed)
    {
        var plugins = ReadPlugins(changed, out var isWhole);
        if (isWhole) dispatcher.Load(plugins, changed);
        else notices.Tell(3, "Plugin configuration reload failed, keeping old state");
        if (changed.Extensions.SpillDirectory is { } directory) DaemonFiles.MakePrivateDirectory(directory);
        natives.Load(changed);
    }

    /// <summary>Takes other budgets. What the governor before had folded has to be told by then.</summary>
    /// <returns>True when there is another governor now, or none.</returns>
    internal bool ReloadBudgets(ExtensionConfig before, ExtensionConfig changed)
    {
        if ((before.KeyBudget, before.ProgramBudget) == (changed.KeyBudget, changed.ProgramBudget)) return false;
        Storms = GovernorOf(changed);
        return true;
    }

    /// <summary>Passes records on again.</summary>
    internal void Resume() => dispatcher.Resume();

    /// <summary>For use about once a second.</summary>
    internal void Tick()
    {
        dispatcher.Tick();
        natives.Tick();
    }

    /// <summary>Adds its lines to the state report.</summary>
    internal void AddTo(StateReport report, DaemonConfig config)
    {
        report.Add("Number of active plugins", dispatcher.ActivePlugins)
            .Add("current plugin queue depth", dispatcher.Depth)
            .Add("max plugin queue depth used", dispatcher.MaxDepth)
            .Add("plugin queue size", config.QueueDepth)
            .Add("plugin queue overflow detected", dispatcher.HasOverflowed)
            .Add("plugin queueing suspended", dispatcher.IsSuspended);
        foreach (var (name, depth, dropped) in dispatcher.Plugins) report.Add($"plugin {name} queue depth", depth).Add($"plugin {name} dropped", dropped);
        foreach (var (name, depth, dropped) in natives.All) report.Add($"output {name} queue depth", depth).Add($"output {name} dropped", dropped);
    }

    /// <summary>Ends all.</summary>
    public void Dispose()
    {
        dispatcher.Dispose();
        natives.Dispose();
    }

    private Governor? GovernorOf(ExtensionConfig own) => own is { KeyBudget: <= 0, ProgramBudget: <= 0 } ? null : new Governor(own.KeyBudget, own.ProgramBudget, ruleOf);

    private IReadOnlyList<PluginConfig> ReadPlugins(DaemonConfig config, out bool isWhole) =>
        PluginDirectory.Read(config.PluginDirectory, new MachineConfigHost(), notices, out isWhole);
}
