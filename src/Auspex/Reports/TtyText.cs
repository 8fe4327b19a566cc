using Auspex.Search;

namespace Auspex.Reports;

/// <summary>The keystrokes of a record. Source: spec 2.6, TTY data.</summary>
internal static class TtyText
{
    /// <summary>What stands behind <c>data=</c>, up to the last space of the record where one follows.</summary>
    public static bool TryGet(in LogRecord record, out ReadOnlySpan<byte> data)
    {
        var body = record.Body;
        var start = body.IndexOf("data="u8);
        data = start < 0 ? default : body[(start + 5)..];
        var end = data.LastIndexOf((byte)' ');
        if (end >= 0) data = data[..end];
        return start >= 0;
    }
}
