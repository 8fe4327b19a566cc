using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Queues;
using Auspex.Linux.Accounting;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Outputs;
using Auspex.Linux.Plugins;
using Auspex.Linux.Users;
using Auspex.Outputs;
using Auspex.Outputs.SearchFormats;
using Auspex.Threads;
using Auspex.Tool.Watching;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The outputs beside plugins: JSON lines to a file and to a socket, and the lives of processes. Records come on the writer's thread.</summary>
/// <remarks>An output whose settings are as before stays at a reload; the others end by themselves, and new ones open once those have. Nobody waits.</remarks>
internal sealed class NativeOutputs : IDaemonSink, IDisposable
{
    private readonly DaemonActions actions;
    private readonly ConsumerLoss onLoss;
    private readonly WorkerFailures failures;
    private readonly List<QueuedOutput> retired = [];
    private LogDisk? disk; // once a file is written
    private Running[] running = [];
    private bool isDisposed;
    private long lostSince = Clock.RealtimeMilliseconds;

    internal NativeOutputs(DaemonActions actions, ConsumerLoss onLoss, WorkerFailures failures)
    {
        this.actions = actions;
        this.onLoss = onLoss;
        this.failures = failures;
    }

    /// <summary>Each output: its name, what waits, what its queue refused.</summary>
    internal IEnumerable<(string Name, int Depth, long Dropped)> All =>
        Volatile.Read(ref running).Where(static r => r.Output.IsActive).Select(static r => (r.Output.Name, r.Output.Queue.Count, r.Output.Queue.Refused));

    /// <summary>Takes a configuration: makes what is new, ends what is gone.</summary>
    internal void Load(DaemonConfig config)
    {
        var own = config.Extensions;
        var queue = (own.SpillDirectory, own.SpillMaxMebibytes);
        var file = (config.LogGroup, own.OutputMaxMebibytes, own.OutputFiles);
        var wanted = new List<(string Name, object Settings, Func<QueuedOutput> Make)>();
        if (own.JsonFile is { } path)
            wanted.Add(("json-file", (path, own.JsonFileSchema, queue, file, config.EventTimeout), () => Events("json-file", own.JsonFileSchema, FileAt(path, config), config)));
        if (own.JsonSocket is { } socket)
            wanted.Add(("json-socket", (socket, own.JsonSocketSchema, queue, config.EventTimeout), () => Events("json-socket", own.JsonSocketSchema, () => OpenSocket(socket), config)));
        if (own.ProcessFile is { } processes)
            wanted.Add(("processes", (processes, own.HasAccounting, queue, file), () => Processes(FileAt(processes, config), config)));

        // One that could not be opened is tried again.
        var kept = Array.FindAll(running, r => r.Output.IsActive && wanted.Exists(w => w.Name == r.Output.Name && w.Settings.Equals(r.Settings)));
        foreach (var (ended, _) in Interlocked.Exchange(ref running, kept).Except(kept))
        {
            ended.Retire();
            retired.Add(ended);
        }

        // The new ones may want the files and sockets of the old ones.
        QueuedOutput[] before = [.. retired];
        var next = new List<Running>(kept);
        foreach (var (name, settings, make) in wanted)
        {
            if (Array.Exists(kept, r => r.Output.Name == name)) continue;
            var output = make();
            output.Start(before);
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
        foreach (var ended in retired.FindAll(static r => r.HasEnded)) Bury(ended, now);
        lostSince = now;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        retired.AddRange(Interlocked.Exchange(ref running, []).Select(static r => r.Output));
        foreach (var output in retired) output.Retire();
        foreach (var output in retired.ToArray()) Bury(output, Clock.RealtimeMilliseconds);
        disk?.Dispose();
    }

    private void Bury(QueuedOutput output, long now)
    {
        output.Dispose();
        Tell(output, now);
        _ = retired.Remove(output);
    }

    private void Tell(QueuedOutput output, long now)
    {
        if (output.TakeLost() is var lost and > 0) onLoss(output.Name, lost, lostSince, now);
    }

    private EventOutput Events(string name, JsonSchema schema, Func<ILineTarget?> open, DaemonConfig config)
    {
        IEventFormat format = schema == JsonSchema.Ecs ? new EcsFormat(new UserNames(), new UserIds()) : new JsonFormat(new UserNames());
        return new EventOutput(name, format, open, (int)config.EventTimeout.TotalSeconds, SpillOf(name, config), failures);
    }

    private ProcessOutput Processes(Func<ILineTarget?> open, DaemonConfig config)
    {
        Func<ProcessAccounting?> accounting = config.Extensions.HasAccounting ? StartAccounting : static () => null;
        return new ProcessOutput(open, accounting, SpillOf("processes", config), failures);
    }

    private ProcessAccounting? StartAccounting()
    {
        var accounting = ProcessOutput.StartAccounting(out var fault);
        if (fault is not null) actions.Tell(4, fault);
        return accounting;
    }

    private static SpillFile? SpillOf(string name, DaemonConfig config) =>
        config.Extensions.SpillDirectory is { } directory ? new SpillFile(Path.Combine(directory, name + ".spill"), (long)config.Extensions.SpillMaxMebibytes << 20) : null;

    /// <summary>The disk is made by the main loop; the file is opened by the output's thread.</summary>
    private Func<ILineTarget?> FileAt(string path, DaemonConfig config)
    {
        var shared = disk ??= new LogDisk(new FlushTimes(), failures);
        return () => OpenFile(path, config, shared);
    }

    private FileTarget? OpenFile(string path, DaemonConfig config, LogDisk shared)
    {
        if (LogDirectory.FindFault(path) is { } unsafeFolder)
        {
            actions.Tell(3, $"{unsafeFolder} - continuing without it");
            return null;
        }

        var target = FileTarget.Open(path, config, shared, actions, out var errno);
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
