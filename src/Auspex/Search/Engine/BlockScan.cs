using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>Looks at blocks of a log for lines with what is wanted, and for how well the log is in order.</summary>
/// <remarks>A block owns the lines that begin in it. The lines are looked at first: then the search for texts finds them in the cache.</remarks>
internal sealed class BlockScan
{
    private readonly LogText text;
    private readonly LogSpan span;
    private readonly byte[] room;
    private readonly IReadOnlyList<NeedleFinder> needles;
    private readonly HashSet<RecordType> types;
    private readonly HeadReader heads = new();

    /// <summary>A scan of <paramref name="span"/>.</summary>
    /// <param name="text">The log.</param>
    /// <param name="span">One file of it.</param>
    /// <param name="wanted">What is looked for.</param>
    /// <param name="room">Of at least one byte; this thread's own.</param>
    public BlockScan(LogText text, LogSpan span, Wanted wanted, byte[] room)
    {
        this.text = text;
        this.span = span;
        this.room = room;
        needles = wanted.Texts;
        types = [.. wanted.Types];
    }

    /// <summary>Looks at the lines that begin at or after <paramref name="start"/> and before <paramref name="end"/>.</summary>
    public BlockFinding Read(long start, long end)
    {
        var position = LineStartFrom(start);
        var finding = new BlockFinding { File = span, Start = position };
        while (position < end)
        {
            var strip = text.Copy(position, room.AsSpan(0, (int)Math.Min(room.Length, span.End - position)));
            var length = ReadLines(strip, position, end, finding);
            if (length == 0) length = ReadLongLine(position, finding);
            else FindHits(strip[..length], position, finding.Hits);
            position += length;
        }

        finding.End = position;
        return finding;
    }

    /// <summary>Where the first line begins that begins at or behind <paramref name="position"/>.</summary>
    private long LineStartFrom(long position)
    {
        if (position == span.Position) return position;
        var at = position - 1;
        while (at < span.End)
        {
            var window = text.Slice(at, (int)Math.Min(span.End - at, 1 << 20));
            var end = LineEnd.IndexIn(window);
            if (end >= 0) return at + end + 1;
            at += window.Length;
        }

        return span.End;
    }

    /// <summary>Reads the lines of a strip that begin before <paramref name="end"/>; returns how many bytes they have.</summary>
    private int ReadLines(ReadOnlySpan<byte> strip, long position, long end, BlockFinding finding)
    {
        var next = 0;
        while (next < strip.Length && position + next < end)
        {
            var rest = strip[next..];
            var length = LineEnd.IndexIn(rest);
            if (length < 0 && position + strip.Length < span.End) break; // it goes on behind the strip
            if (length < 0) length = rest.Length;
            else if (rest[length] == 0) finding.Nuls++;
            ReadLine(rest[..length], position + next, finding);
            next = Math.Min(next + length + 1, strip.Length);
        }

        return next;
    }

    /// <summary>Reads a line that is longer than a strip; returns how many bytes it has.</summary>
    private int ReadLongLine(long position, BlockFinding finding)
    {
        var lines = new LogLines(text, new LogSpan(position, span.End - position));
        _ = lines.Read();
        ReadLine(lines.Line, position, finding);
        var length = (int)(lines.NextPosition - position);
        FindHits(text.Slice(position, length), position, finding.Hits);
        return length;
    }

    private void ReadLine(ReadOnlySpan<byte> line, long position, BlockFinding finding)
    {
        if (line.IsEmpty) return;
        if (line.Length > RecordReader.MaxRecordBytes)
        {
            finding.Malformed++;
            return;
        }

        var error = ReadStamp(line, out var stamp, out var isHit);
        if (isHit && finding.Hits.Count < BlockFinding.MaxHits) finding.Hits.Add(position);
        if (error == HeadError.None) finding.Add(stamp.Milliseconds);
        else if (error == HeadError.BadStamp) finding.BadStamps++;
        else finding.Malformed++;
    }

    private HeadError ReadStamp(ReadOnlySpan<byte> line, out EventStamp stamp, out bool isHit)
    {
        isHit = false;
        if (types.Count == 0) return heads.TryReadStamp(line, out stamp);
        var error = heads.TryRead(line, out var head);
        stamp = head.Stamp;
        isHit = error == HeadError.None && types.Contains(head.Type);
        return error;
    }

    private void FindHits(ReadOnlySpan<byte> lines, long position, List<long> hits)
    {
        foreach (var needle in needles)
        {
            for (var from = 0; from < lines.Length && hits.Count < BlockFinding.MaxHits;)
            {
                var found = needle.IndexIn(lines[from..]);
                if (found < 0) break;
                found += from;
                hits.Add(position + LineEnd.LengthOfLines(lines[..found]));
                var length = LineEnd.IndexIn(lines[found..]);
                if (length < 0) break;
                from = found + length + 1;
            }
        }
    }
}
