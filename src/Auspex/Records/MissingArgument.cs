using Auspex.Text;

namespace Auspex.Records;

/// <summary>Arguments of an exec that no record holds, or a piece of one.</summary>
/// <param name="First">The first argument.</param>
/// <param name="Last">The last one; of a piece the same; <see cref="Open"/> where no record says how many there were.</param>
/// <param name="Piece">The piece, or -1 for all of it.</param>
internal readonly record struct MissingArgument(int First, int Last, int Piece = -1)
{
    /// <summary>The last one is not known.</summary>
    internal const int Open = int.MaxValue;

    /// <summary>Adds it as the records would name it: <c>a2</c>, <c>a2-a5</c>, <c>a2-</c>, <c>a2[1]</c>.</summary>
    public void Append(ByteBuffer output)
    {
        output.Append((byte)'a');
        output.AppendDecimal((long)First);
        if (Last != First)
        {
            output.Append((byte)'-');
            if (Last == Open) return;
            output.Append((byte)'a');
            output.AppendDecimal((long)Last);
        }

        if (Piece < 0) return;
        output.Append((byte)'[');
        output.AppendDecimal((long)Piece);
        output.Append((byte)']');
    }
}
