using System.Runtime.CompilerServices;
using Auspex.Records.Scanning;
using Auspex.Tables;

namespace Auspex.Records;

/// <summary>Reads records from a block of bytes, one line each. Pass the unread rest again with more data, and the state.</summary>
/// <remarks>
/// <code>
/// log    = { line end } [ line ]
/// end    = [ CR ] ( LF | NUL )
/// line   = [ "node=" name " " ] "type=" type " " [ "msg=" ] "audit(" stamp ")" [ ":" ] [ " " ] body [ 0x1D enrichment ]
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
        while (TryReadLine(out var start, out var length, out var split))
        {
            if (length > MaxRecordBytes)
            {
                record = Malformed(block.Slice(start, MaxRecordBytes), RecordError.TooLong);
                return true;
            }

            if (length > 0 && block[start + length - 1] == (byte)'\r') length--;
            if (length == 0) continue;
            ParseLine(block.Slice(start, length), split, out record);
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>Finds the next line and, by the same look at its bytes, where its enrichment begins.</summary>
    /// <param name="start">Where the line starts in the block.</param>
    /// <param name="length">Its length up to its end; of a line that is too long, at least one byte more than may be.</param>
    /// <param name="split">The position of the first separator in the line, or -1.</param>
    private bool TryReadLine(out int start, out int length, out int split)
    {
        while (true)
        {
            start = position;
            var rest = block[start..];
            var known = searched;
            length = LineScanner.FindEnd(rest, known, out split);
            searched = 0;
            if (length < 0) return TryReadRest(out length, out split);
            position = start + length + 1;
            if (known > 0) split = IndexOfSeparator(rest[..length], 0); // it may lie in what was searched before
            if (!inLongLine) return true;
            inLongLine = false; // the line's beginning came out with an earlier block
        }
    }

    /// <summary>Decides what becomes of the bytes behind the last line end.</summary>
    private bool TryReadRest(out int length, out int split)
    {
        var rest = block[position..];
        length = rest.Length;
        split = -1;
        if (!inLongLine && !isFinal && length <= MaxRecordBytes)
        {
            searched = length;
            return false;
        }

        position = block.Length;
        if (inLongLine || length == 0) return false;
        inLongLine = !isFinal;
        split = IndexOfSeparator(rest, 0);
        return true;
    }

    /// <summary>Takes one line apart.</summary>
    public static RecordView Parse(ReadOnlySpan<byte> line)
    {
        ParseLine(line, line.IndexOf(RecordView.EnrichmentSeparator), out var record);
        return record;
    }

    /// <summary>Takes one message of the kernel apart: <c>audit(SEC.MMM:SERIAL): BODY</c>, its type from the netlink header.</summary>
    public static RecordView ParseKernel(RecordType type, ReadOnlySpan<byte> payload)
    {
        while (!payload.IsEmpty && payload[^1] is 0 or (byte)'\n') payload = payload[..^1];
        var error = ReadStamp(payload, out var stamp, out var end);
        return error != RecordError.None
            ? new RecordView { Line = payload, Type = type, Error = error }
            : new RecordView { Type = type, Stamp = stamp, Body = payload[BodyStart(payload, end)..] };
    }

    /// <summary>Takes one line apart whose first separator is at <paramref name="split"/>, or below 0.</summary>
    /// <remarks>Kept out of <see cref="TryRead"/>, whose few variables then stay in registers: 40 ns a record became 36.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ParseLine(ReadOnlySpan<byte> line, int split, out RecordView record)
    {
        var error = ReadNode(line, out var typeStart);
        var nameLength = 0;
        var type = RecordType.Unknown;
        if (error == RecordError.None) error = ReadType(line[typeStart..], out type, out nameLength);
        if (error != RecordError.None)
        {
            record = Malformed(line, error);
            return;
        }

        var text = line[(typeStart + nameLength + 1)..];
        if (text.StartsWith("msg="u8)) text = text[4..];
        error = ReadStamp(text, out var stamp, out var end);
        if (error != RecordError.None)
        {
            record = Malformed(line, error);
            return;
        }

        var stampStart = line.Length - text.Length;
        var bodyStart = BodyStart(line, stampStart + end);
        if (split >= 0 && split < bodyStart) split = IndexOfSeparator(line, bodyStart); // in the node's name or the type's
        record.lineText = line;
        record.nodeText = typeStart > 5 ? line[5..(typeStart - 6)] : default;
        record.typeText = line.Slice(typeStart, nameLength);
        record.bodyText = split < 0 ? line[bodyStart..] : line[bodyStart..split];
        record.enrichmentText = split < 0 ? default : line[(split + 1)..];
        record.eventStamp = stamp;
        record.stampAt = stampStart;
        record.stampBehind = stampStart + end;
        record.recordType = type;
        record.recordError = RecordError.None;
    }

    /// <summary>Reads what stands before the type's name.</summary>
    private static RecordError ReadNode(ReadOnlySpan<byte> line, out int typeStart)
    {
        typeStart = 5;
        if (line.StartsWith("type="u8)) return RecordError.None;
        if (!line.StartsWith("node="u8)) return RecordError.NoType;
        var space = line.IndexOf((byte)' ');
        typeStart = space + 6;
        return space >= 0 && line[(space + 1)..].StartsWith("type="u8) ? RecordError.None : RecordError.NoType;
    }

    /// <summary>Reads the type's name up to the space; an unknown name leaves Unknown, and the record is kept.</summary>
    private static RecordError ReadType(ReadOnlySpan<byte> text, out RecordType type, out int length)
    {
        type = RecordType.Unknown;
        length = text.IndexOf((byte)' ');
        if (length < 0) return RecordError.NoStamp;
        _ = RecordTypes.TryParse(text[..length], out type);
        return RecordError.None;
    }

    /// <summary>Reads <c>audit(SEC.MMM:SERIAL)</c>, up to <paramref name="end"/>.</summary>
    private static RecordError ReadStamp(ReadOnlySpan<byte> text, out EventStamp stamp, out int end)
    {
        stamp = default;
        end = 0;
        if (!text.StartsWith("audit("u8)) return RecordError.NoStamp;
        if (!StampText.TryRead(text[6..], out var milliseconds, out var serial, out var length)) return RecordError.BadStamp;
        stamp = new EventStamp(milliseconds, serial);
        end = length + 6;
        return RecordError.None;
    }

    /// <summary>Passes over what separates the stamp, which ends at <paramref name="at"/>, from the body.</summary>
    private static int BodyStart(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == (byte)':') at++;
        if (at < text.Length && text[at] == (byte)' ') at++;
        return at;
    }

    private static int IndexOfSeparator(ReadOnlySpan<byte> line, int from)
    {
        var split = line[from..].IndexOf(RecordView.EnrichmentSeparator);
        return split < 0 ? split : split + from;
    }

    private static RecordView Malformed(ReadOnlySpan<byte> line, RecordError error) =>
        new() { Line = line, Type = RecordType.Unknown, Error = error };
}
