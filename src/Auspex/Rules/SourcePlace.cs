namespace Auspex.Rules;

/// <summary>Where something stands that a person wrote.</summary>
/// <param name="File">The file as it was named; empty for a command line.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Column">The number of its first byte in the line, from 1; in a command line, of its words joined by
/// spaces.</param>
/// <param name="Length">How many bytes it is long, as written.</param>
internal readonly record struct SourcePlace(string File, int Line, int Column, int Length)
{
    /// <summary>A part of this place; parts behind an escaped byte begin one byte early for each.</summary>
    public SourcePlace Part(int start, int length) => this with { Column = Column + start, Length = length };

    /// <summary>The form compilers use: <c>file(line,column)</c>.</summary>
    public override string ToString() => $"{(File.Length == 0 ? "command line" : File)}({Line},{Column})";
}
