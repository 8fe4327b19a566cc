using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Records;

/// <summary>Enrichment of records as they come in a stream: most of them repeat what the one before said.</summary>
/// <remarks>
/// Of a SYSCALL record all that is enriched stands in three places: <c>arch=… syscall=…</c> at the front and the ids from
/// <c>auid=</c> to <c>fsgid=</c>. While those bytes are the same as in the record before, so is the enrichment. Record types that
/// have nothing to enrich are known and not looked at.
/// </remarks>
internal sealed class CachedEnrichment
{
    private const int MaxKeyBytes = 512;

    private readonly Enrichment plain;
    private readonly ByteBuffer key = new(MaxKeyBytes);
    private readonly ByteBuffer known = new(MaxKeyBytes);

    internal CachedEnrichment(IUserNames names) => plain = new Enrichment(names);

    /// <summary>Adds the enrichment of <paramref name="record"/>, without the separator.</summary>
    /// <returns>False when there is none.</returns>
    internal bool Append(in RecordView record, ByteBuffer output)
    {
        switch (record.Type)
        {
            case RecordType.Cwd or RecordType.Proctitle or RecordType.Eoe or RecordType.Execve:
                return false;
            case RecordType.Syscall when TryFindIds(record.Body, out var head, out var ids):
                return AppendSyscall(record, head, ids, output);
            default:
                return plain.Append(record, output);
        }
    }

    /// <summary>Forgets what names were: they may have changed.</summary>
    internal void Forget() => key.Clear();

    private bool AppendSyscall(in RecordView record, ReadOnlySpan<byte> head, ReadOnlySpan<byte> ids, ByteBuffer output)
    {
        var same = key.Written;
        if (same.Length == head.Length + ids.Length && same[..head.Length].SequenceEqual(head) && same[head.Length..].SequenceEqual(ids))
        {
            output.Append(known.Written);
            return known.Length > 0;
        }

        var start = output.Length;
        var isAny = plain.Append(record, output);
        key.Clear();
        known.Clear();
        if (head.Length + ids.Length > MaxKeyBytes || output.Length - start > 4 * MaxKeyBytes) return isAny;
        var text = output.Written[start..];
        if (IsByArgument(text)) return isAny; // socketcall(connect): an argument tells which call it is
        if (text.IndexOf("\"unknown("u8) >= 0) return isAny; // the name may only be late
        key.Append(head);
        key.Append(ids);
        known.Append(text);
        return isAny;
    }

    private static bool IsByArgument(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf(" AUID="u8);
        return text[..Math.Max(end, 0)].Contains((byte)'(');
    }

    /// <summary>Finds the two stretches that decide, in a body as the kernel writes it; anything else goes the plain way.</summary>
    private static bool TryFindIds(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> head, out ReadOnlySpan<byte> ids)
    {
        head = ids = default;
        if (!body.StartsWith("arch="u8)) return false;
        var call = body.IndexOf(" syscall="u8);
        if (call < 0) return false;
        var headEnd = body[(call + 1)..].IndexOf((byte)' ');
        if (headEnd < 0) return false;
        headEnd += call + 1;
        var from = body[headEnd..].IndexOf(" auid="u8);
        if (from < 0) return false;
        from += headEnd;
        var to = body[from..].IndexOf(" fsgid="u8);
        if (to < 0) return false;
        to += from;
        var length = body[(to + 1)..].IndexOf((byte)' ');
        if (length < 0) return false;

        // From the first id to the last: nothing between them but ids, and no such field elsewhere in what the kernel writes.
        head = body[..headEnd];
        ids = body[from..(to + 1 + length)];
        return true;
    }
}
