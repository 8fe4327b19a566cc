using Auspex.Search;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>What <c>ausearch</c> prints unless told otherwise: a line of dashes, the time, and the records, the last one first.</summary>
/// <remarks>
/// <code>
/// ----
/// time->Tue Nov 14 22:13:20 2023
/// type=SYSCALL msg=audit(1700000000.123:456): arch=c000003e …
/// </code>
/// What ENRICHED appended is left out. Source: spec 2.1.
/// </remarks>
internal sealed class DefaultFormat : IEventFormat
{
    private const string CTime = "%a %b %e %H:%M:%S %Y"; // ctime(3), in every locale

    private readonly EscapeMode mode;
    private readonly TimeText time;

    /// <summary>A format for one thread.</summary>
    /// <param name="mode">What is made harmless in records.</param>
    /// <param name="zone">The time zone of the line <c>time-></c>.</param>
    public DefaultFormat(EscapeMode mode, TimeZoneInfo zone)
    {
        this.mode = mode;
        time = new TimeText(CTime, zone);
    }

    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        output.Append("----\ntime->"u8);
        time.Append(e.Stamp.Seconds, output);
        output.Append((byte)'\n');
        var escape = RecordOrder.IsDaemons(e) && mode != EscapeMode.Raw ? EscapeMode.Tty : mode; // the shell's characters stay in these
        for (var (i, left) = (e.Count - 1, RecordOrder.Shown(e)); left > 0; i--, left--)
        {
            Escaping.Append(e[i].Plain, escape, output);
            output.Append((byte)'\n');
        }
    }
}
