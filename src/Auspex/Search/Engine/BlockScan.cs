using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>Looks at blocks of a log for lines with what is wanted, and for how well the log is in order.</summary>
/// <remarks>A block owns the lines that begin in it. The lines are looked at first: then the search for texts finds them in the cache.</remarks>
internal sealed class BlockScan
{
    private const int StripBytes = 128 << 10;

    private readonly LogText text;
    private readonly LogSpan span;
    private readonly IReadOnlyList<NeedleFinder> needles;
    private readonly HashSet<RecordType> types;
    private readonly HeadReader heads = new();

    public BlockScan(LogText text, LogSpan span, Wanted wanted)
    {
        this.text = text;
        this.span = span;
        needles = wanted.Texts;
        types = [.. wanted.Types];
    }

    /// <summary>Looks at the lines that begin at or after <paramref name="start"/> and before <paramref name="end"/>.</summary>
    public BlockFinding Read(long start, long end)
    {
        var finding = new BlockFinding();
        var position = LineStartFrom(start);
        while (position < end)
        {
            var strip = position;
            position = ReadLines(position, Math.Min(end, position + StripBytes), finding);
            FindHits(strip, position, finding.Hits);
        }

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
            var end = window.IndexOfAny((byte)'\n', (byte)0);
            if (end >= 0) return at + end + 1;
            at += window.Length;
        }

        return span.End;
    }

    /// <summary>Reads the stamps of the lines that begin before <paramref name="end"/>; returns where the next one begins.</summary>
    private long ReadLines(long start, long end, BlockFinding finding)
    {
        var lines = new LogLines(text, new LogSpan(start, span.End - start));
        while (lines.NextPosition < end && lines.Read())
        {
            var line = lines.Line;
            if (line.IsEmpty) continue;
            if (line.Length > RecordReader.MaxRecordBytes)
            {
                finding.Malformed++;
                continue;
            }

            var error = ReadStamp(line, out var stamp, out var isHit);
            if (isHit) finding.Hits.Add(lines.Position);
            if (error == HeadError.None) Take(stamp.Milliseconds, finding);
            else if (error == HeadError.BadStamp) finding.BadStamps++;
            else finding.Malformed++;
        }

        return Math.Min(lines.NextPosition, span.End);
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

    private static void Take(long milliseconds, BlockFinding finding)
    {
        if (milliseconds >= finding.Latest) finding.Latest = milliseconds;
        else finding.Disorder = Math.Max(finding.Disorder, finding.Latest - milliseconds);
        if (milliseconds < finding.Earliest) finding.Earliest = milliseconds;
    }

    private void FindHits(long start, long end, List<long> hits)
    {
        var window = text.Slice(start, (int)(end - start));
        foreach (var needle in needles)
        {
            for (var from = 0; from < window.Length;)
            {
                var found = needle.IndexIn(window[from..]);
                if (found < 0) break;
                var lineStart = window[..(from + found)].LastIndexOfAny((byte)'\n', (byte)0) + 1;
                hits.Add(start + lineStart);
                var lineEnd = window[(from + found)..].IndexOfAny((byte)'\n', (byte)0);
                if (lineEnd < 0) break;
                from += found + lineEnd + 1;
            }
        }
    }
}
