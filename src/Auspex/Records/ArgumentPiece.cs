namespace Auspex.Records;

/// <summary>Where an argument of an exec, a piece of one, or its length stands. Ordered by what it is, not by where.</summary>
/// <param name="Argument">Which argument.</param>
/// <param name="Piece">Which piece of it; <see cref="Whole"/> or <see cref="Length"/>.</param>
/// <param name="Record">In which record.</param>
/// <param name="Range">Where in its body.</param>
internal readonly record struct ArgumentPiece(int Argument, int Piece, int Record, FieldRange Range) : IComparable<ArgumentPiece>
{
    /// <summary><c>aN_len</c>.</summary>
    internal const int Length = -2;

    /// <summary><c>aN</c>.</summary>
    internal const int Whole = -1;

    /// <inheritdoc/>
    public int CompareTo(ArgumentPiece other)
    {
        if (Argument != other.Argument) return Argument.CompareTo(other.Argument);
        if (Piece != other.Piece) return Piece.CompareTo(other.Piece);
        return Record != other.Record ? Record.CompareTo(other.Record) : Range.ValueStart.CompareTo(other.Range.ValueStart);
    }
}
