using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Queues;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Outputs;
using Auspex.Linux.Plugins;
using Auspex.Linux.Users;
using Auspex.Outputs;
using Auspex.Outputs.SearchFormats;
using Auspex.Tool.Watching;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The outputs beside plugins: JSON lines to a file and to a socket, and the lives of processes. Records come on the writer's thread.</summary>
/// <remarks>An output whose settings are as before stays at a reload; the others are ended, and made anew.</remarks>
internal sealed class NativeOutputs : IDaemonSink, IDisposable
{
    private readonly DaemonActions actions;
    private readonly ConsumerLoss onLoss;
    private LogDisk? disk; // once a file is written
    private Running[] running = [];
    private bool isDisposed;
    private long lostSince = Clock.RealtimeMilliseconds;

    internal NativeOutputs(DaemonActions actions, ConsumerLoss onLoss)
    {
        this.actions = actions;
        this.onLoss = onLoss;
    }

    /// <summary>Each output: its name, what waits, what its queue refused.</summary>
    internal IEnumerable<(string Name, int Depth, long Dropped)> All =>
        Volatile.Read(ref running).Select(static r => (r.Output.Name, r.Output.Queue.Count, r.Output.Queue.Refused));

    /// <summary>Takes a configuration: makes what is new, ends what is gone.</summary>
    internal void Load(DaemonConfig config)
    {
        var own = config.Extensions;
        var queue = (own.SpillDirectory, own.SpillMaxMebibytes);
        var file = (config.LogGroup, own.OutputMaxMebibytes, own.OutputFiles);
        var wanted = new List<(string Name, object Settings, Func<QueuedOutput?> Make)>();
        if (own.JsonFile is { } path)
            wanted.Add(("json-file", (path, own.JsonFileSchema, queue, file, config.EventTimeout), () => Events("json-file", own.JsonFileSchema, OpenFile(path, config), config)));
        if (own.JsonSocket is { } socket)
            wanted.Add(("json-socket", (socket, own.JsonSocketSchema, queue, config.EventTimeout), () => Events("json-socket", own.JsonSocketSchema, OpenSocket(socket), config)));
        if (own.ProcessFile is { } processes)
            wanted.Add(("processes", (processes, own.HasAccounting, queue, file), () => Processes(OpenFile(processes, config), config)));

        // First the old ones end, so that files and sockets are free.
        var kept = Array.FindAll(running, r => wanted.Exists(w => w.Name == r.Output.Name && w.Settings.Equals(r.Settings)));
        foreach (var ended in Interlocked.Exchange(ref running, kept).Except(kept)) End(ended.Output);
        var next = new List<Running>(kept);
        foreach (var (name, settings, make) in wanted)
        {
            if (Array.Exists(kept, r => r.Output.Name == name) || make() is not { } output) continue;
            output.Start();
            next.Add(new Running(output, settings));
        }

        Volatile.Write(ref running, [.. next]);
    }

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        foreach (var (output, _) in Volatile.Read(ref running)) output.OnRecord(record);
    }

    /// <inheritdoc/>
    public void OnBatchEnd()
    {
        foreach (var (output, _) in Volatile.Read(ref running)) output.OnBatchEnd();
    }

    /// <summary>Tells what was lost. For use about once a second.</summary>
    internal void Tick()
    {
        var now = Clock.RealtimeMilliseconds;
        foreach (var (output, _) in running) Tell(output, now);
        lostSince = now;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        foreach (var (output, _) in Interlocked.Exchange(ref running, [])) End(output);
        disk?.Dispose();
    }

    private void End(QueuedOutput output)
    {
        output.Dispose();
        Tell(output, Clock.RealtimeMilliseconds);
    }

    private void Tell(QueuedOutput output, long now)
    {
        if (output.TakeLost() is var lost and > 0) onLoss(output.Name, lost, lostSince, now);
    }

    private static EventOutput? Events(string name, JsonSchema schema, ILineTarget? target, DaemonConfig config)
    {
        if (target is null) return null;
        IEventFormat format = schema == JsonSchema.Ecs ? new EcsFormat(new UserNames(), new UserIds()) : new JsonFormat(new UserNames());
        return new EventOutput(name, format, target, (int)config.EventTimeout.TotalSeconds, SpillOf(name, config));
    }

    private ProcessOutput? Processes(ILineTarget? target, DaemonConfig config)
    {
        if (target is null) return null;
        string? fault = null;
        var accounting = config.Extensions.HasAccounting ? ProcessOutput.StartAccounting(out fault) : null;
        if (fault is not null) actions.Tell(4, fault);
        return new ProcessOutput(target, accounting, SpillOf("processes", config));
    }

    private static SpillFile? SpillOf(string name, DaemonConfig config) =>
        config.Extensions.SpillDirectory is { } directory ? new SpillFile(Path.Combine(directory, name + ".spill"), (long)config.Extensions.SpillMaxMebibytes << 20) : null;

    private FileTarget? OpenFile(string path, DaemonConfig config)
    {
        if (LogDirectory.FindFault(path) is { } unsafeFolder)
        {
            actions.Tell(3, $"{unsafeFolder} - continuing without it");
            return null;
        }

        var target = FileTarget.Open(path, config, disk ??= new LogDisk(new FlushTimes()), actions, out var errno);
        if (target is null) actions.Tell(3, $"Could not open {path}: {ErrorWords.Of(errno)} - continuing without it");
        return target;
    }

    private SocketTarget? OpenSocket(string path)
    {
        var target = SocketTarget.Open(path, out var fault);
        if (target is null) actions.Tell(3, $"Could not listen at {path}: {fault} - continuing without it");
        return target;
    }

    /// <summary>An output and what it was made of.</summary>
    private sealed record Running(QueuedOutput Output, object Settings);
}
