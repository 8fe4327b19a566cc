using Auspex.Text;

namespace Auspex.Search.Engine;

/// <summary>Some events that follow each other, and what a worker made of them. Pooled; one thread has it at a time.</summary>
internal sealed class EventBatch
{
    /// <summary>Enough to make the hand-over cheap, few enough to keep all cores busy and the memory small.</summary>
    internal const int MaxEvents = 512;

    /// <summary>Bytes of their lines, from which on a batch takes no more events.</summary>
    internal const long MaxBytes = 1 << 20;

    private const int KeptBytes = 8 << 20; // of what was written: a larger one is rare, and not worth its memory

    private readonly LogEvent[] events = new LogEvent[MaxEvents];

    /// <summary>The number of the first event, counted from 0 over the whole run.</summary>
    public long FirstOrdinal { get; internal set; }

    /// <summary>The events, in the order of the queue.</summary>
    public ReadOnlySpan<LogEvent> Events => events.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>What is to be written, in order, for these events.</summary>
    public ByteBuffer Output { get; } = new(1 << 16, KeptBytes);

    /// <summary>What is to be said on the side (stderr).</summary>
    public ByteBuffer Messages { get; } = new(256, KeptBytes);

    /// <summary>How many events, or rows, went into <see cref="Output"/>.</summary>
    public int Items { get; set; }

    /// <summary>Set by a worker: what comes after this batch is not wanted.</summary>
    public bool IsLast { get; set; }

    internal BatchState State { get; set; }

    internal bool IsFull => Count == MaxEvents || LineBytes >= MaxBytes;

    /// <summary>Bytes of the lines of its events.</summary>
    internal long LineBytes { get; private set; }

    internal void Add(LogEvent e)
    {
        events[Count++] = e;
        LineBytes += e.LineBytes;
    }

    internal void Clear()
    {
        Array.Clear(events, 0, Count);
        Count = 0;
        LineBytes = 0;
        Items = 0;
        IsLast = false;
        Output.Clear();
        Messages.Clear();
        State = BatchState.Filling;
    }
}
