namespace Auspex.Records;

/// <summary>The lines of a block of bytes, one after the other; the last need not have an end. It owns nothing.</summary>
internal ref struct LineReader
{
    private ReadOnlySpan<byte> rest;
    private int length; // of the line read last, with its end

    /// <summary>The lines of <paramref name="text"/>, the first of which begins at <paramref name="position"/> of a log.</summary>
    public LineReader(ReadOnlySpan<byte> text, long position = 0)
    {
        rest = text;
        Position = position;
    }

    /// <summary>The line read last, without its end; valid as long as the block's bytes are.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>Where it begins.</summary>
    public long Position { get; private set; }

    /// <summary>How many NULs there were so far.</summary>
    public long Nuls { get; private set; }

    /// <summary>Reads the next line, empty ones too; of a run of NUL, which a crash leaves by the megabyte, only the first.</summary>
    /// <returns>False at the end of the block.</returns>
    public bool Read()
    {
        rest = rest[length..];
        Position += length;
        length = 0;
        if (rest.IsEmpty) return false;
        var end = LineEnd.IndexIn(rest);
        Line = end < 0 ? rest : rest[..end];
        length = end < 0 ? rest.Length : end + 1;
        if (end >= 0 && rest[end] == 0) Nuls++;
        if (length < rest.Length && rest[length] == 0) PassNuls();
        return true;
    }

    private void PassNuls()
    {
        var run = RunOfNul(rest[length..]);
        length += run;
        Nuls += run;
    }

    private static int RunOfNul(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)0) is var run and >= 0 ? run : text.Length;
}
