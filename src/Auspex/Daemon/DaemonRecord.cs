using Auspex.Tables;

namespace Auspex.Daemon;

/// <summary>A record on its way through the daemon, formatted once for all who want it. It owns nothing.</summary>
/// <remarks>
/// <code>
/// line = [ "node=" NAME " " ] "type=" TYPE " msg=" payload [ 0x1D enrichment ]     without a line end
/// </code>
/// Valid during the call that hands it out. Source: auditd.conf(5), log_format.
/// </remarks>
internal readonly ref struct DaemonRecord
{
    private readonly int payloadStart;
    private readonly int payloadLength;

    /// <summary>A view of a line.</summary>
    /// <param name="type">The record's type.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="line">The formatted line, without its end.</param>
    /// <param name="payloadStart">Where in the line <c>audit(</c> begins.</param>
    /// <param name="payloadLength">How long the kernel's own text is.</param>
    public DaemonRecord(RecordType type, RecordOrigin origin, ReadOnlySpan<byte> line, int payloadStart, int payloadLength)
    {
        Type = type;
        Origin = origin;
        Line = line;
        this.payloadStart = payloadStart;
        this.payloadLength = payloadLength;
    }

    /// <summary>The type, also of numbers that no table knows.</summary>
    public RecordType Type { get; }

    /// <summary>Where it came from.</summary>
    public RecordOrigin Origin { get; }

    /// <summary>The whole line as it stands in the log, without its end.</summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>The kernel's own text: <c>audit(SEC.MMM:SERIAL): …</c>, without enrichment.</summary>
    public ReadOnlySpan<byte> Payload => Line.Slice(payloadStart, payloadLength);

    /// <summary>The record without what it says: its type and its stamp, <c>audit(SEC.MMM:SERIAL): </c>.</summary>
    public DaemonRecord StampOnly
    {
        get
        {
            var end = Payload.IndexOf((byte)')');
            var length = end < 0 ? payloadLength : Math.Min(end + 3, payloadLength);
            return new DaemonRecord(Type, Origin, Line[..(payloadStart + length)], payloadStart, length);
        }
    }

    /// <summary>Where in <see cref="Line"/> the payload begins.</summary>
    public int PayloadStart => payloadStart;
}
