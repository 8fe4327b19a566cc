namespace Auspex.Search.Engine;

/// <summary>Leaves out the parts of large logs that lie outside of a time range, where times rise.</summary>
/// <remarks>
/// One record of every step is looked at. When their times never fall, the range lies between two of them; a margin
/// of <see cref="MarginSeconds"/> is kept on both sides for records that are late. A log that is small, or whose times fall, is read whole.
/// </remarks>
internal static class TimeCut
{
    /// <summary>Between two records that are looked at.</summary>
    public const int StepBytes = 1 << 20;

    /// <summary>So many times <see cref="StepBytes"/> are read whole in no time.</summary>
    public const int MinSteps = 32;

    /// <summary>How late a record may be and still be found.</summary>
    public const long MarginSeconds = 600;

    /// <summary>The parts of <paramref name="spans"/> that can hold records in <paramref name="range"/>.</summary>
    public static IEnumerable<LogSpan> Narrow(LogText text, IReadOnlyList<LogSpan> spans, TimeRange range, int stepBytes = StepBytes)
    {
        foreach (var span in spans)
            yield return range == TimeRange.All || span.Length < (long)MinSteps * stepBytes ? span : Narrow(text, span, range, stepBytes);
    }

    private static LogSpan Narrow(LogText text, LogSpan span, TimeRange range, int stepBytes)
    {
        var (start, end, latest) = (span.Position, span.End, long.MinValue);
        for (var position = span.Position; position < span.End; position += stepBytes)
        {
            if (!TryFirstStamp(text, span, position, stepBytes, out var lineStart, out var seconds)) continue;
            if (seconds < latest) return span; // times fall
            latest = seconds;
            if (seconds < range.First - Math.Min(MarginSeconds, range.First)) start = lineStart;
            if (seconds > range.Last && seconds - range.Last > MarginSeconds && end == span.End) end = lineStart;
        }

        return new LogSpan(start, Math.Max(end - start, 0));
    }

    /// <summary>The first record that begins within <paramref name="length"/> bytes behind <paramref name="position"/>.</summary>
    private static bool TryFirstStamp(LogText text, LogSpan span, long position, int length, out long lineStart, out long seconds)
    {
        var lines = new LogLines(text, new LogSpan(position, span.End - position));
        (lineStart, seconds) = (0, 0);
        if (position > span.Position && !lines.Read()) return false; // the rest of a line
        while (lines.NextPosition < position + length && lines.Read())
        {
            if (RecordHead.TryRead(lines.Line, out var head) != HeadError.None) continue;
            (lineStart, seconds) = (lines.Position, head.Stamp.Seconds);
            return true;
        }

        return false;
    }
}
