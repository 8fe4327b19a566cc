using Auspex.Text;

namespace Auspex.Search;

/// <summary>Brings records that arrive one by one together to events, and hands each out as soon as it is complete.</summary>
/// <remarks>
/// The rule of auparse(3): a record of a type that ends events completes its event, PROCTITLE and EOE too; what has no such record waits
/// for a younger event, or for silence. Holds the lines of open events, and no more than <see cref="MaxHeldBytes"/>: beyond, events are
/// handed out as they are, and counted. Belongs to one thread; once warm it allocates nothing.
/// </remarks>
public sealed class EventStream : LogText
{
    /// <summary>Bytes of lines held at most.</summary>
    public const int MaxHeldBytes = 16 << 20;

    private const int CompactBytes = 1 << 20;

    private readonly EventQueue queue;
    private readonly IEventVisitor visitor;
    private readonly ByteBuffer text = new(256 << 10);
    private readonly List<long> open = [];
    private long textStart; // the position of the text's first byte
    private int roomBytes = CompactBytes; // beyond this many, room is made

    /// <summary>A stream that has seen nothing.</summary>
    /// <param name="visitor">What is done with the events.</param>
    /// <param name="timeoutSeconds">auditd.conf(5), end_of_event_timeout.</param>
    public EventStream(IEventVisitor visitor, int timeoutSeconds = EventQueue.DefaultTimeoutSeconds)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        this.visitor = visitor;
        queue = new EventQueue(this, timeoutSeconds, completesAtEnd: true);
    }

    /// <summary>Events handed out.</summary>
    public long Events { get; private set; }

    /// <summary>Lines that are no records.</summary>
    public long Malformed { get; private set; }

    /// <summary>Events handed out before they were complete, since there was no more room.</summary>
    public long Cut => queue.Cut;

    /// <summary>True while an event is open.</summary>
    public bool HasOpen => queue.OpenRecords > 0;

    /// <summary>Takes a record's line, without its end.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (RecordHead.TryRead(line, out var head) != HeadError.None)
        {
            Malformed++;
            return;
        }

        if (text.Length > roomBytes) MakeRoom();
        var position = textStart + text.Length;
        text.Append(line);
        if (queue.Add(line, head, position)) Deliver();
    }

    /// <summary>Hands out all that is open: nothing has come for a while, or nothing comes any more.</summary>
    public void Flush()
    {
        queue.Drain();
        Deliver();
        queue.Resume();
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) => text.Written.Slice((int)(position - textStart), length);

    private void Deliver()
    {
        while (queue.TryTake(out var e))
        {
            Events++;
            _ = visitor.Visit(e);
            queue.Return(e);
        }

        if (queue.OpenRecords == 0) Forget();
    }

    private void Forget()
    {
        textStart += text.Length;
        text.Clear();
        roomBytes = CompactBytes;
    }

    /// <summary>Lets go of lines before the first that is needed.</summary>
    private void MakeRoom()
    {
        open.Clear();
        queue.CopyPositions(open);
        var first = textStart + text.Length;
        foreach (var position in open) first = Math.Min(first, position);
        var dropped = (int)(first - textStart);
        if (dropped > text.Length / 2)
        {
            var rest = text.Length - dropped;
            text.From(dropped).CopyTo(text.From(0));
            text.Truncate(rest);
            textStart = first;
        }
        else if (text.Length > MaxHeldBytes)
        {
            queue.CountCut();
            Flush();
        }

        roomBytes = Math.Max(CompactBytes, text.Length * 2);
    }
}
