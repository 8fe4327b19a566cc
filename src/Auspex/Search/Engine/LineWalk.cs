using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>Goes from a line to those before and behind it, also over the edges of files. Belongs to one thread.</summary>
internal sealed class LineWalk
{
    private const int WindowBytes = 64 << 10;

    private readonly LogText text;
    private readonly IReadOnlyList<LogSpan> spans;
    private readonly HeadReader heads = new();

    public LineWalk(LogText text, IReadOnlyList<LogSpan> spans)
    {
        this.text = text;
        this.spans = spans;
    }

    /// <summary>Reads the head of the record whose line begins at <paramref name="position"/>.</summary>
    public bool TryReadHead(long position, out RecordHead head) => heads.TryRead(LineAt(position), out head) == HeadError.None;

    /// <summary>True when the records that begin at two positions are of the same node, or of none.</summary>
    public bool HaveSameNode(long a, long b) =>
        RecordHead.TryRead(LineAt(a), out var headA) == HeadError.None && RecordHead.TryRead(LineAt(b), out var headB) == HeadError.None
        && headA.HasNode == headB.HasNode && headA.Node(LineAt(a)).SequenceEqual(headB.Node(LineAt(b)));

    /// <summary>
    /// Where the first of the lines before <paramref name="position"/> begins that are not older than <paramref name="milliseconds"/>.
    /// </summary>
    public long StartOfRecordsFrom(long position, long milliseconds)
    {
        for (var i = SpanOf(position); i >= 0; i--)
        {
            var span = spans[i];
            if (position > span.End) position = span.End;
            while (position > span.Position)
            {
                var previous = PreviousLine(span, position);
                if (heads.TryReadStamp(LineAt(previous), out var stamp) == HeadError.None && stamp.Milliseconds < milliseconds) return position;
                position = previous;
            }

            if (i > 0) position = spans[i - 1].End;
        }

        return spans[0].Position;
    }

    /// <summary>Where the first line behind <paramref name="position"/> begins that is younger than <paramref name="milliseconds"/>.</summary>
    public long EndOfRecordsUpTo(long position, long milliseconds)
    {
        for (var i = SpanOf(position); i < spans.Count; i++)
        {
            var span = spans[i];
            if (position < span.Position) position = span.Position;
            var lines = new LogLines(text, new LogSpan(position, span.End - position));
            while (lines.Read())
            {
                if (heads.TryReadStamp(lines.Line, out var stamp) == HeadError.None && stamp.Milliseconds > milliseconds) return lines.Position;
            }

            position = span.End;
        }

        return spans[^1].End;
    }

    /// <summary>
    /// True when an event of a stretch begins with a record that stands alone, and more follow, or the hits are not in order: then it
    /// depends on what else is open when that event is handed out, and whether it takes in the records that follow.
    /// </summary>
    public bool DependsOnOthers(long start, long end, bool isDisordered)
    {
        var standAlone = new Dictionary<EventStamp, bool>();
        foreach (var part in Parts(new Stretch(start, end)))
        {
            var lines = new LogLines(text, part);
            while (lines.Read())
            {
                if (heads.TryRead(lines.Line, out var head) != HeadError.None) continue;
                if (standAlone.TryGetValue(head.Stamp, out var isAlone))
                {
                    if (isAlone) return true;
                    continue;
                }

                isAlone = RecordTypes.EndsEvent(head.Type);
                if (isAlone && isDisordered) return true;
                standAlone.Add(head.Stamp, isAlone);
            }
        }

        return false;
    }

    /// <summary>The parts of <paramref name="stretch"/>, each in one file.</summary>
    public IEnumerable<LogSpan> Parts(Stretch stretch)
    {
        foreach (var span in spans)
        {
            var (start, end) = (Math.Max(stretch.Start, span.Position), Math.Min(stretch.End, span.End));
            if (start < end) yield return new LogSpan(start, end - start);
        }
    }

    private int SpanOf(long position)
    {
        var i = 0;
        while (i + 1 < spans.Count && position >= spans[i + 1].Position) i++;
        return i;
    }

    private ReadOnlySpan<byte> LineAt(long position)
    {
        var span = spans[SpanOf(position)];
        var lines = new LogLines(text, new LogSpan(position, span.End - position));
        return lines.Read() ? lines.Line : default;
    }

    /// <summary>Where the line begins that ends before <paramref name="position"/>, the beginning of another or the end.</summary>
    private long PreviousLine(LogSpan span, long position)
    {
        var end = position - 1; // the end of the line before, or the last byte of one without
        while (end > span.Position)
        {
            var length = (int)Math.Min(end - span.Position, WindowBytes);
            var found = LineEnd.LastIndexIn(text.Slice(end - length, length));
            if (found >= 0) return end - length + found + 1;
            end -= length;
        }

        return span.Position;
    }
}
