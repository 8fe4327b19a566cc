namespace Auspex.Records.Scanning;

/// <summary>Byte by byte, by <see cref="FieldReader"/>.</summary>
internal sealed class PlainFieldScanner : IFieldScanner
{
    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public void Scan(ReadOnlySpan<byte> body, FieldIndex index)
    {
        foreach (var field in new FieldReader(body)) index.Add(field.Range);
    }
}
