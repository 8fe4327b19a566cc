using Auspex.Search;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary><c>ausearch --raw</c>: the records as they stand in the log, in the order in which they arrived.</summary>
/// <remarks>
/// 4.2.2 adds a lone 0x1D to records that ENRICHED appended nothing to, where another record of the event has something:
/// docs/differences.md, raw-separator. Source: spec 2.2.
/// </remarks>
internal sealed class RawFormat : IEventFormat
{
    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        for (var i = 0; i < e.Count; i++)
        {
            output.Append(e[i].Line);
            output.Append((byte)'\n');
        }
    }
}
