using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary><c>ausearch --interpret</c>: a line of dashes, and the records with their values interpreted, the last one first.</summary>
/// <remarks>Source: spec 2.3; the line of a record is <see cref="RecordInterpretation"/>.</remarks>
internal sealed class InterpretFormat : IEventFormat
{
    private readonly RecordInterpretation records;

    /// <summary>A format for one thread; <paramref name="records"/> is its own.</summary>
    public InterpretFormat(RecordInterpretation records)
    {
        ArgumentNullException.ThrowIfNull(records);
        this.records = records;
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
        output.Append("----\n"u8);
        for (var (i, left) = (e.Count - 1, RecordOrder.Shown(e)); left > 0; i--, left--)
        {
            records.Append(e.View(i), output);
        }
    }
}
