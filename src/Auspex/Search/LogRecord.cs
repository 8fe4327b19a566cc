using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search;

/// <summary>One record of a <see cref="LogEvent"/>. It owns nothing: the bytes are the log's.</summary>
/// <remarks><c>[node=NAME ]type=TYPE msg=audit(SEC.MMM:SERIAL)REST[0x1D ENRICHMENT]</c>, REST being <c>: BODY</c>. Source: spec 3.1.</remarks>
public readonly ref struct LogRecord
{
    private readonly int split;

    internal LogRecord(ReadOnlySpan<byte> line, in RecordSpot spot)
    {
        Line = line;
        Type = spot.Type;
        HeadLength = Math.Min(spot.HeadLength, line.Length);
        split = line.IndexOf(RecordView.EnrichmentSeparator);
    }

    /// <summary>The whole line without its end, as it stands in the log.</summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>The type, or <see cref="RecordType.Unknown"/>.</summary>
    public RecordType Type { get; }

    /// <summary>How much of the line comes before its text: up to and with the stamp's closing parenthesis.</summary>
    internal int HeadLength { get; }

    /// <summary>True when auditd's ENRICHED format appended something, be it nothing but the separator.</summary>
    public bool IsEnriched => split >= 0;

    /// <summary>The line up to what ENRICHED appended.</summary>
    public ReadOnlySpan<byte> Plain => split < 0 ? Line : Line[..split];

    /// <summary>What stands behind the stamp's closing parenthesis, up to what ENRICHED appended: <c>: arch=…</c>.</summary>
    public ReadOnlySpan<byte> Rest => split < 0 ? Line[HeadLength..] : Line[Math.Min(HeadLength, split)..split];

    /// <summary>The fields: <see cref="Rest"/> without the colon and the space it begins with.</summary>
    public ReadOnlySpan<byte> Body
    {
        get
        {
            var rest = Rest;
            if (rest.StartsWith(":"u8)) rest = rest[1..];
            return rest.StartsWith(" "u8) ? rest[1..] : rest;
        }
    }

    /// <summary>What ENRICHED appended, without the separator; empty when there is none.</summary>
    public ReadOnlySpan<byte> Enrichment => split < 0 ? default : Line[(split + 1)..];
}
