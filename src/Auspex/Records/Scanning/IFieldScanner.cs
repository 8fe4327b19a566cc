namespace Auspex.Records.Scanning;

/// <summary>Finds the fields of a body. One implementation is plain and is the oracle of the others.</summary>
internal interface IFieldScanner
{
    /// <summary>The name by which <c>AUSPEX_SCANNER</c> asks for it.</summary>
    string Name { get; }

    /// <summary>Adds every field of <paramref name="body"/> to <paramref name="index"/>, in order.</summary>
    void Scan(ReadOnlySpan<byte> body, FieldIndex index);
}
