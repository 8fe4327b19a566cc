using Auspex.Records;
using Auspex.Records.Scanning;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Search;

/// <summary>What stands before a record's text: node, type and stamp. It owns nothing: places are offsets into the line.</summary>
/// <remarks>
/// <code>
/// head  = [ "n" … " " ] "type=" TYPE " " token            within the first 80 bytes, 340 where the line begins with "n"
/// token = longer than 18 bytes, "(" SEC [ "." MMM ] [ ":" SERIAL ] in it, as msg=audit(1700000000.123:456):
/// </code>
/// More forgiving than <see cref="RecordReader"/>, since the tools are: missing parts of the stamp are 0. Source: spec 3.1.
/// </remarks>
internal readonly record struct RecordHead
{
    /// <summary>How far into a line its head is looked for.</summary>
    public const int MaxBytes = 80;

    /// <summary>The same for a line that begins with a node.</summary>
    public const int MaxBytesWithNode = 340;

    private const int MinStampToken = 18;

    /// <summary>Seconds and milliseconds, and the serial.</summary>
    public EventStamp Stamp { get; private init; }

    /// <summary>The type, or <see cref="RecordType.Unknown"/>.</summary>
    public RecordType Type { get; private init; }

    /// <summary>How many bytes come before the record's text: up to and with the stamp's closing parenthesis.</summary>
    public int Length { get; private init; }

    /// <summary>The node's name: where it begins. Nothing when <see cref="HasNode"/> is false.</summary>
    public int NodeStart { get; private init; }

    /// <summary>How long the node's name is.</summary>
    public int NodeLength { get; private init; }

    /// <summary>True when the line names a node.</summary>
    public bool HasNode { get; private init; }

    /// <summary>A head without node.</summary>
    internal static RecordHead Of(in EventStamp stamp, RecordType type, int length) => new() { Stamp = stamp, Type = type, Length = length };

    /// <summary>The node's name in its line, empty when it names none.</summary>
    public ReadOnlySpan<byte> Node(ReadOnlySpan<byte> line) => line.Slice(NodeStart, NodeLength);

    /// <summary>Reads the head of <paramref name="line"/>.</summary>
    public static HeadError TryRead(ReadOnlySpan<byte> line, out RecordHead head)
    {
        const int fieldLength = 5; // "type=" and "node="
        const int stampStart = 10; // "msg=audit("
        head = default;
        if (line.StartsWith("type="u8))
        {
            var space = line[..Math.Min(line.Length, MaxBytes)].IndexOf((byte)' ');
            if (space > 0 && line[(space + 1)..].StartsWith("msg=audit("u8)
                && StampText.TryRead(line[(space + 1 + stampStart)..], out var milliseconds, out var serial, out var length))
            {
                _ = RecordTypes.TryParse(line[fieldLength..space], out var type);
                head = new RecordHead { Stamp = new EventStamp(milliseconds, serial), Type = type, Length = space + 1 + stampStart + length };
                return HeadError.None;
            }
        }

        return TryReadAny(line, out head);
    }

    /// <summary>Reads a head of any shape, token by token.</summary>
    internal static HeadError TryReadAny(ReadOnlySpan<byte> line, out RecordHead head)
    {
        head = default;
        var text = line[..Math.Min(line.Length, line.StartsWith("n"u8) ? MaxBytesWithNode : MaxBytes)];
        var position = 0;
        var token = NextToken(text, ref position);
        var (nodeStart, nodeLength, hasNode) = (0, 0, false);
        if (text[token].StartsWith("n"u8))
        {
            if (!text[token].StartsWith("node="u8)) return HeadError.NoStructure;
            (nodeStart, nodeLength, hasNode) = (token.Start.Value + 5, text[token].Length - 5, true);
            token = NextToken(text, ref position);
        }

        if (!text[token].StartsWith("type="u8)) return HeadError.NoStructure;
        _ = RecordTypes.TryParse(text[token][5..], out var type);
        token = NextToken(text, ref position);
        var open = text[token].IndexOf((byte)'(');
        if (text[token].Length <= MinStampToken || open < 0) return HeadError.NoStructure;
        if (!TryReadStamp(text[token][(open + 1)..], out var stamp)) return HeadError.BadStamp;
        var close = line[token.Start.Value..].IndexOf((byte)')');
        head = new RecordHead
        {
            Stamp = stamp,
            Type = type,
            NodeStart = nodeStart,
            NodeLength = nodeLength,
            HasNode = hasNode,
            Length = close < 0 ? token.End.Value : token.Start.Value + close + 1,
        };
        return HeadError.None;
    }

    private static Range NextToken(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length && text[position] == (byte)' ') position++;
        var start = position;
        while (position < text.Length && text[position] != (byte)' ') position++;
        return start..position;
    }

    private static bool TryReadStamp(ReadOnlySpan<byte> text, out EventStamp stamp)
    {
        stamp = default;
        if (!TryReadNumber(ref text, (long.MaxValue / 1000) - (1 << 20), out var seconds)) return false;
        ulong fraction = 0, serial = 0;
        if (text.StartsWith("."u8))
        {
            text = text[1..];
            if (!TryReadNumber(ref text, 999, out fraction)) return false;
        }

        if (text.StartsWith(":"u8))
        {
            text = text[1..];
            var isNegative = text.StartsWith("-"u8); // strtoul(3) takes it, and turns it around
            if (isNegative) text = text[1..];
            if (!TryReadNumber(ref text, ulong.MaxValue, out serial)) return false;
            if (isNegative) serial = 0 - serial;
        }

        stamp = new EventStamp(((long)seconds * 1000) + (long)fraction, serial);
        return true;
    }

    /// <summary>Reads digits, none being 0; a negative number is out of bounds.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> text, ulong max, out ulong value)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = text.Length;
        value = 0;
        if (text.StartsWith("-"u8) || (digits > 0 && !DecimalText.TryParse(text[..digits], out value))) return false;
        text = text[digits..];
        return value <= max;
    }
}
