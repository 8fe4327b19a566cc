namespace Auspex.Records.Scanning;

/// <summary>Byte by byte, by <see cref="FieldReader"/>.</summary>
internal sealed class PlainFieldScanner : IFieldScanner
{
    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public void Scan(ReadOnlySpan<byte> body, FieldIndex index) => ScanByByte(body, index);

    /// <summary>The scan itself, which others use for bodies too short for them.</summary>
    internal static void ScanByByte(ReadOnlySpan<byte> body, FieldIndex index)
    {
        foreach (var field in new FieldReader(body))
        {
            var range = field.Range;
            index.Add(range.NameStart, range.ValueStart, range.ValueLength);
        }
    }
}
