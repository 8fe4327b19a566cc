using System.Buffers.Binary;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Puts numbers before the rows that <see cref="ReportRows"/> made, in the order in which they are written.</summary>
/// <remarks>
/// Rows come from several threads; only who brings them in order knows their numbers. <c>rows = { LENGTH row }</c>, LENGTH being 32 bits, little-endian, and
/// row LENGTH bytes: a row may hold anything, also a line end.
/// </remarks>
internal sealed class RowNumbers
{
    internal const int LengthBytes = 4;

    private readonly bool isNumbered;

    /// <summary>Nothing is numbered yet.</summary>
    /// <param name="format">Says whether there are numbers at all.</param>
    public RowNumbers(IReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        isNumbered = format.IsNumbered;
    }

    /// <summary>How many rows have been written.</summary>
    public long Count { get; private set; }

    /// <summary>Adds rows to <paramref name="output"/>, numbered on from those before.</summary>
    public void Append(ReadOnlySpan<byte> rows, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (!rows.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rows);
            Count++;
            if (isNumbered)
            {
                output.AppendDecimal(Count);
                output.Append(". "u8);
            }

            output.Append(rows.Slice(LengthBytes, length));
            rows = rows[(LengthBytes + length)..];
        }
    }
}
