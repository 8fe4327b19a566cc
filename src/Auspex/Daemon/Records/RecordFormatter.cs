using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Records;

/// <summary>Makes a line of the log from what the kernel sent. One thread at a time; allocates nothing per record.</summary>
/// <remarks>
/// <code>
/// line = [ "node=" NAME " " ] "type=" TYPE " msg=" text [ 0x1D enrichment ]
/// </code>
/// Line ends inside the text become spaces, one space at its end goes, and what is longer than auditd writes is cut. Source:
/// auditd.conf(5), log_format, name_format; spec 7.3.
/// </remarks>
internal sealed class RecordFormatter
{
    /// <summary>The longest line auditd writes, its end included. Source: MAX_AUDIT_MESSAGE_LENGTH less 32.</summary>
    public const int MaxLineBytes = 8970 - 32;

    private readonly CachedEnrichment? enrichment;
    private readonly byte[] prefix;
    private readonly ByteBuffer line = new(16 << 10);

    /// <summary>A formatter.</summary>
    /// <param name="names">Names to enrich with, or null for RAW.</param>
    /// <param name="node">The name after <c>node=</c>, or empty for none.</param>
    public RecordFormatter(IUserNames? names, ReadOnlySpan<byte> node)
    {
        enrichment = names is null ? null : new CachedEnrichment(names);
        prefix = node.IsEmpty ? [] : [.. "node="u8, .. node, .. " "u8];
    }

    /// <summary>Records that were cut because they were too long.</summary>
    public long Cut { get; private set; }

    /// <summary>Formats one record.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="payload">The text from <c>audit(</c> on; NULs and line ends behind it are left out.</param>
    /// <param name="record">The same, taken apart.</param>
    /// <returns>A view that is valid until the next call.</returns>
    public DaemonRecord Format(RecordType type, RecordOrigin origin, ReadOnlySpan<byte> payload, in RecordView record)
    {
        line.Clear();
        line.Append(prefix);
        RecordLine.AppendHead(type, line);
        var start = line.Length;
        payload = payload.TrimEnd("\0\n"u8);
        if (!payload.IsEmpty && payload[^1] == (byte)' ') payload = payload[..^1];
        if (payload.Length > MaxLineBytes - start)
        {
            payload = payload[..(MaxLineBytes - start)];
            Cut++;
        }

        RecordLine.AppendText(payload, line);
        var length = payload.Length;
        if (enrichment is not null && record.Error == RecordError.None) AppendEnrichment(record);
        return new DaemonRecord(type, origin, line.Written, start, length);
    }

    /// <summary>Asks for names anew from now on.</summary>
    public void ForgetNames() => enrichment?.Forget();

    /// <summary>Names that would not fit are left out whole: half a name is another name.</summary>
    private void AppendEnrichment(in RecordView record)
    {
        var end = line.Length;
        line.Append(RecordView.EnrichmentSeparator);
        if (!enrichment!.Append(record, line) || line.Length > MaxLineBytes) line.Truncate(end);
    }
}
