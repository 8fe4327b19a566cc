namespace Auspex.Daemon.Records;

/// <summary>Finds one field of the kernel's own text, from its end, where keys and programs stand: cheaper than reading all fields.</summary>
internal static class PayloadValue
{
    /// <summary>The last value behind a label.</summary>
    /// <param name="payload">The text, without enrichment.</param>
    /// <param name="label">As it stands there: <c> key=</c> with its space.</param>
    /// <returns>The value as written; empty when there is no such label.</returns>
    public static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> label)
    {
        var at = payload.LastIndexOf(label);
        if (at < 0) return default;
        var rest = payload[(at + label.Length)..];
        var end = rest.IndexOfAny((byte)' ', (byte)0x1D, (byte)'\n');
        return end < 0 ? rest : rest[..end];
    }
}
