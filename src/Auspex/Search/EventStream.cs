using Auspex.Text;

namespace Auspex.Search;

/// <summary>Brings records that arrive one by one together to events, and hands each out as soon as it is complete.</summary>
/// <remarks>
/// The rule of auparse(3): a record of a type that ends events completes its event, PROCTITLE and EOE too; what has no such record waits
/// for a younger event, or for silence. Holds the lines of open events, and no more than it may: beyond, events are handed out as they
/// are, and counted. Belongs to one thread; once warm it allocates nothing.
/// </remarks>
public sealed class EventStream : LogText
{
    /// <summary>Bytes of lines held at most, unless told otherwise.</summary>
    public const int MaxHeldBytes = 16 << 20;

    private const int CompactBytes = 1 << 20;

    private readonly Counting visitor;
    private readonly PlainSearch search;
    private readonly int maxHeldBytes;
    private readonly ByteBuffer text = new(256 << 10, keptBytes: CompactBytes);
    private readonly List<long> open = [];
    private long textStart; // the position of the text's first byte
    private int roomBytes; // beyond this many, room is made
    private long empty;

    /// <summary>A stream that has seen nothing.</summary>
    /// <param name="visitor">What is done with the events.</param>
    /// <param name="timeoutSeconds">auditd.conf(5), end_of_event_timeout.</param>
    /// <param name="maxHeldBytes">Bytes of lines held at most.</param>
    public EventStream(IEventVisitor visitor, int timeoutSeconds = EventQueue.DefaultTimeoutSeconds, int maxHeldBytes = MaxHeldBytes)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        this.visitor = new Counting(visitor);
        this.maxHeldBytes = maxHeldBytes;
        search = new PlainSearch(this, TimeRange.All, this.visitor, timeoutSeconds, completesAtEnd: true);
        roomBytes = Math.Min(CompactBytes, maxHeldBytes);
    }

    /// <summary>Events handed out.</summary>
    public long Events => visitor.Events;

    /// <summary>Lines that are no records.</summary>
    public long Malformed => search.Counts.Malformed + search.Counts.BadStamps + empty;

    /// <summary>Events handed out before they were complete, since there was no more room.</summary>
    public long Cut => search.Counts.Cut;

    /// <summary>True while an event is open.</summary>
    public bool HasOpen => search.OpenRecords > 0;

    /// <summary>Takes a record's line, without its end.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) empty++;
        if (text.Length + line.Length > roomBytes) MakeRoom(line.Length);
        var position = textStart + text.Length;
        text.Append(line);
        _ = search.Read(line, position);
        if (!HasOpen) Forget();
    }

    /// <summary>Hands out all that is open: nothing has come for a while, or nothing comes any more.</summary>
    public void Flush()
    {
        _ = search.Flush();
        Forget();
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) => text.Written.Slice((int)(position - textStart), length);

    private void Forget()
    {
        textStart += text.Length;
        text.Clear();
        roomBytes = Math.Min(CompactBytes, maxHeldBytes);
    }

    /// <summary>Lets go of lines before the first that is needed; where that is not enough, of all.</summary>
    private void MakeRoom(int length)
    {
        open.Clear();
        search.CopyPositions(open);
        var first = textStart + text.Length;
        foreach (var position in open) first = Math.Min(first, position);
        var dropped = (int)(first - textStart);
        text.From(dropped).CopyTo(text.From(0));
        text.Truncate(text.Length - dropped);
        textStart = first;
        if (Math.Max(length, maxHeldBytes / 4) > maxHeldBytes - text.Length)
        {
            _ = search.Cut();
            Forget();
        }

        roomBytes = (int)Math.Min(maxHeldBytes, Math.Max(CompactBytes, text.Length * 2L));
    }

    private sealed class Counting(IEventVisitor visitor) : IEventVisitor
    {
        public long Events { get; private set; }

        public bool Visit(LogEvent e)
        {
            Events++;
            return visitor.Visit(e);
        }
    }
}
