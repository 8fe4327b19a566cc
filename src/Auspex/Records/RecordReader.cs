using Auspex.Tables;

namespace Auspex.Records;

/// <summary>Reads records from a block of bytes, one line each. Pass the unread rest again with more data, and the state.</summary>
/// <remarks>
/// <code>
/// log    = { line end } [ line ]
/// end    = [ CR ] ( LF | NUL )
/// line   = [ "node=" name " " ] "type=" type " msg=audit(" stamp ")" [ ":" ] [ " " ] body [ 0x1D enrichment ]
/// stamp  = seconds "." milliseconds ":" serial
/// </code>
/// Never throws on input: a line that is no record comes out with its <see cref="RecordView.Error"/>. Empty lines are skipped.
/// NUL ends a line since no record can hold it, while a crash of the machine can leave runs of it between two whole records.
/// However the bytes are cut into blocks, the records are the same. Source: auditd.conf(5); spec 3.1.
/// </remarks>
public ref struct RecordReader
{
    /// <summary>The longest line taken for a record, in bytes; the kernel's own limit is 8970.</summary>
    public const int MaxRecordBytes = 1 << 20;

    private readonly ReadOnlySpan<byte> block;
    private readonly bool isFinal;
    private int position;
    private int searched;
    private bool inLongLine;

    /// <summary>A reader over <paramref name="block"/>.</summary>
    /// <param name="block">The unread rest of the block before, and new bytes behind it; views point into them.</param>
    /// <param name="isFinal">True when no more data follows, so that a last line without LF is a record too.</param>
    /// <param name="state">The <see cref="State"/> of the reader of the block before.</param>
    public RecordReader(ReadOnlySpan<byte> block, bool isFinal, RecordReaderState state = default)
    {
        this.block = block;
        this.isFinal = isFinal;
        position = 0;
        searched = Math.Clamp(state.Searched, 0, block.Length);
        inLongLine = state.IsInLongLine;
    }

    /// <summary>The number of bytes read so far: where the next block must begin.</summary>
    public readonly int Consumed => position;

    /// <summary>What the reader of the next block must know; complete once <see cref="TryRead"/> has returned false.</summary>
    /// <remarks>Without it a line longer than <see cref="MaxRecordBytes"/> would go on as a line of its own, and could pose as one.</remarks>
    public readonly RecordReaderState State => new(searched, inLongLine);

    /// <summary>Reads the next record; <paramref name="record"/> is valid as long as the block's bytes are.</summary>
    /// <returns>False when the bytes end inside a record: pass the rest with more data.</returns>
    public bool TryRead(out RecordView record)
    {
        while (TryReadLine(out var line))
        {
            if (line.Length > MaxRecordBytes)
            {
                record = new RecordView { Line = line[..MaxRecordBytes], Type = RecordType.Unknown, Error = RecordError.TooLong };
                return true;
            }

            if (!line.IsEmpty && line[^1] == (byte)'\r') line = line[..^1];
            if (line.IsEmpty) continue;
            record = Parse(line);
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>The bytes up to the next line end; of a line that is too long, at least one byte more than may be.</summary>
    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        while (position < block.Length)
        {
            var rest = block[position..];
            var length = rest[searched..].IndexOfAny((byte)'\n', (byte)0);
            if (length >= 0)
            {
                line = rest[..(searched + length)];
                position += line.Length + 1;
                searched = 0;
                if (!inLongLine) return true;
                inLongLine = false; // its beginning came out with an earlier block
                continue;
            }

            if (inLongLine)
            {
                position = block.Length;
                break;
            }

            if (!isFinal && rest.Length <= MaxRecordBytes)
            {
                searched = rest.Length;
                break;
            }

            line = rest;
            position = block.Length;
            searched = 0;
            inLongLine = !isFinal;
            return true;
        }

        line = default;
        return false;
    }

    /// <summary>Takes one line apart.</summary>
    public static RecordView Parse(ReadOnlySpan<byte> line)
    {
        var at = 0;
        ReadOnlySpan<byte> node = default;
        if (line.StartsWith("node="u8))
        {
            var end = line.IndexOf((byte)' ');
            if (end < 0) return Malformed(line, RecordError.NoType);
            node = line[5..end];
            at = end + 1;
        }

        if (!line[at..].StartsWith("type="u8)) return Malformed(line, RecordError.NoType);
        at += 5;
        var space = line[at..].IndexOf((byte)' ');
        if (space < 0) return Malformed(line, RecordError.NoStamp);
        var name = line.Slice(at, space);
        at += space + 1;
        if (!line[at..].StartsWith("msg="u8)) return Malformed(line, RecordError.NoStamp);
        var text = line[(at + 4)..];
        var error = ReadStamp(text, out var stamp, out var bodyStart);
        if (error != RecordError.None) return Malformed(line, error);

        _ = RecordTypes.TryParse(name, out var type); // an unknown name leaves Unknown, and the record is kept
        var body = text[bodyStart..];
        var split = body.IndexOf(RecordView.EnrichmentSeparator);
        return new RecordView
        {
            Line = line,
            Node = node,
            TypeName = name,
            Type = type,
            Stamp = stamp,
            Body = split < 0 ? body : body[..split],
            Enrichment = split < 0 ? default : body[(split + 1)..],
        };
    }

    /// <summary>Takes one message of the kernel apart: <c>audit(SEC.MMM:SERIAL): BODY</c>, its type from the netlink header.</summary>
    public static RecordView ParseKernel(RecordType type, ReadOnlySpan<byte> payload)
    {
        while (!payload.IsEmpty && payload[^1] is 0 or (byte)'\n') payload = payload[..^1];
        var error = ReadStamp(payload, out var stamp, out var bodyStart);
        return error != RecordError.None
            ? new RecordView { Line = payload, Type = type, Error = error }
            : new RecordView { Type = type, Stamp = stamp, Body = payload[bodyStart..] };
    }

    /// <summary>Reads <c>audit(SEC.MMM:SERIAL)</c> and what separates it from the body.</summary>
    private static RecordError ReadStamp(ReadOnlySpan<byte> text, out EventStamp stamp, out int bodyStart)
    {
        stamp = default;
        bodyStart = 0;
        if (!text.StartsWith("audit("u8)) return RecordError.NoStamp;
        var i = 6;
        if (!ReadNumber(text, ref i, (byte)'.', long.MaxValue / 1000 - 1, out var seconds)) return RecordError.BadStamp;
        if (!ReadNumber(text, ref i, (byte)':', 999, out var milliseconds)) return RecordError.BadStamp;
        if (!ReadNumber(text, ref i, (byte)')', ulong.MaxValue, out var serial)) return RecordError.BadStamp;
        if (i < text.Length && text[i] == (byte)':') i++;
        if (i < text.Length && text[i] == (byte)' ') i++;
        stamp = new EventStamp(((long)seconds * 1000) + (long)milliseconds, serial);
        bodyStart = i;
        return RecordError.None;
    }

    private static bool ReadNumber(ReadOnlySpan<byte> text, ref int i, byte end, ulong max, out ulong value)
    {
        value = 0;
        var start = i;
        for (; i < text.Length; i++)
        {
            var d = (uint)(text[i] - '0');
            if (d > 9) break;
            if (value > (ulong.MaxValue - d) / 10) return false;
            value = (value * 10) + d;
        }

        if (i == start || i >= text.Length || text[i] != end || value > max) return false;
        i++;
        return true;
    }

    private static RecordView Malformed(ReadOnlySpan<byte> line, RecordError error) =>
        new() { Line = line, Type = RecordType.Unknown, Error = error };
}
