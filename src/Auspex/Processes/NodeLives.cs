using Auspex.Events;

namespace Auspex.Processes;

/// <summary>The lives of the processes of several machines, as a collector's log has them: a pid means another process on each.</summary>
/// <remarks>An accounting file is one machine's: it belongs to the node that the log names first.</remarks>
internal sealed class NodeLives : IEventSink
{
    /// <summary>Further nodes end the one heard of least recently, as in the <see cref="EventAssembler"/>.</summary>
    internal const int MaxNodes = 256;

    private readonly IProcessSink sink;
    private readonly LifecycleOptions options;
    private readonly ProcessMemory memory;
    private readonly List<NodeLife> lives = [];
    private Stream? accounting;
    private NodeLife? current;
    private long uses;

    /// <summary>Lives told to <paramref name="sink"/>.</summary>
    /// <param name="sink">Takes the steps of all nodes.</param>
    /// <param name="options">For each of them; the node is set here.</param>
    /// <param name="accounting">Accounting records, oldest first; null for none. Read on; not disposed.</param>
    public NodeLives(IProcessSink sink, LifecycleOptions options, Stream? accounting)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(options);
        this.sink = sink;
        this.options = options;
        memory = new ProcessMemory(options);
        this.accounting = accounting;
    }

    /// <inheritdoc/>
    public bool OnEvent(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        if (current is null || !auditEvent.Node.SequenceEqual(current.Node)) current = Select(auditEvent.Node);
        current.LastUse = ++uses;
        return current.Replay.OnEvent(auditEvent);
    }

    /// <inheritdoc/>
    public void OnLost(in Loss loss) => sink.OnLost(loss);

    /// <summary>The events have ended: tells the remaining deaths and lets everything take effect.</summary>
    public void Finish()
    {
        if (lives.Count == 0) _ = Select(default); // deaths without events
        foreach (var life in lives) life.Replay.Finish();
    }

    private NodeLife Select(ReadOnlySpan<byte> node)
    {
        foreach (var known in lives)
        {
            if (node.SequenceEqual(known.Node)) return known;
        }

        if (lives.Count >= MaxNodes) EndOldest();
        var name = node.ToArray();
        var lifecycle = new Lifecycle(sink, null, options with { Node = name.Length > 0 ? name : null, HasAccounting = accounting is not null }, memory);
        var life = new NodeLife(name, new ProcessReplay(lifecycle, accounting));
        accounting = null;
        lives.Add(life);
        return life;
    }

    private void EndOldest()
    {
        var oldest = lives.MinBy(l => l.LastUse)!;
        oldest.Replay.Finish();
        lives.Remove(oldest);
    }

    private sealed class NodeLife(byte[] node, ProcessReplay replay)
    {
        internal byte[] Node => node;

        internal ProcessReplay Replay => replay;

        internal long LastUse { get; set; }
    }
}
