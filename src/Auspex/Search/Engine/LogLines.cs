using Auspex.Records;

namespace Auspex.Search.Engine;

/// <summary>The lines of spans of a text, one after the other. It owns nothing.</summary>
/// <remarks>
/// For a text that is larger than one view; <see cref="LineReader"/> for one that is not. A line longer than
/// <see cref="RecordReader.MaxRecordBytes"/> comes out cut to one byte more than that, so that it can be counted.
/// </remarks>
internal ref struct LogLines
{
    private const int WindowBytes = 1 << 30;

    private readonly LogText text;
    private readonly long end;
    private long windowStart;
    private ReadOnlySpan<byte> window;
    private int next;

    /// <summary>The lines of <paramref name="span"/>.</summary>
    public LogLines(LogText text, LogSpan span)
    {
        this.text = text;
        end = span.End;
        windowStart = span.Position;
        window = text.Slice(span.Position, (int)Math.Min(span.Length, WindowBytes));
        next = 0;
    }

    /// <summary>The line read last, without its end.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>Where it begins in the text.</summary>
    public long Position { get; private set; }

    /// <summary>Lines so far that a NUL ended.</summary>
    public long Nuls { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public readonly long NextPosition => windowStart + next;

    /// <summary>Reads the next line, empty ones too.</summary>
    public bool Read()
    {
        var rest = window[next..];
        var length = LineEnd.IndexIn(rest);
        if (length < 0) return ReadAtEdge();
        if (rest[length] == 0) Nuls++;
        Line = rest[..Math.Min(length, RecordReader.MaxRecordBytes + 1)];
        Position = windowStart + next;
        next += length + 1;
        return true;
    }

    /// <summary>Reads a line that does not end in the window: a longer view, or the rest.</summary>
    private bool ReadAtEdge()
    {
        var start = windowStart + next;
        if (start >= end) return false;
        if (windowStart + window.Length < end && next > 0)
        {
            windowStart = start;
            next = 0;
            window = text.Slice(start, (int)Math.Min(end - start, WindowBytes));
            return Read();
        }

        // The last line, or one as long as a whole window: what belongs to it behind the window passes for lines that are none.
        Line = window[next..][..Math.Min(window.Length - next, RecordReader.MaxRecordBytes + 1)];
        Position = start;
        windowStart += window.Length;
        next = 0;
        window = windowStart < end ? text.Slice(windowStart, (int)Math.Min(end - windowStart, WindowBytes)) : default;
        return true;
    }
}
