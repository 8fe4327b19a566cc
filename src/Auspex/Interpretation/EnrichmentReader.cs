namespace Auspex.Interpretation;

/// <summary>Finds names in what ENRICHED appended to a record. It owns nothing.</summary>
/// <remarks>
/// <code>
/// enrichment = NAME "=" value { " " NAME "=" value }
/// value      = *( any byte but space )
///            | "{" *any "}"              only as SADDR={…}, which stands alone
/// </code>
/// NAME is the field's name in upper case. Of equal names the first counts. Source: spec 4.5.
/// </remarks>
public readonly ref struct EnrichmentReader
{
    private readonly ReadOnlySpan<byte> text;

    /// <summary>
    /// A reader over the bytes after 0x1D; the first <see cref="RecordContext.MaxLookupFields"/> names are looked at.
    /// </summary>
    public EnrichmentReader(ReadOnlySpan<byte> enrichment) => text = enrichment;

    /// <summary>The text for the field called <paramref name="name"/>, quotes kept.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (text.StartsWith("SADDR="u8) && text.IndexOf((byte)'{') is var open and >= 0)
        {
            if (!name.SequenceEqual("saddr"u8)) return false;
            var close = text[open..].LastIndexOf((byte)'}');
            value = close < 0 ? text[open..] : text.Slice(open, close + 1);
            return true;
        }

        var rest = text;
        for (var left = RecordContext.MaxLookupFields; left > 0 && !rest.IsEmpty; left--)
        {
            var end = rest.IndexOf((byte)' ');
            var item = end < 0 ? rest : rest[..end];
            if (item.Length > name.Length && item[name.Length] == (byte)'=' && IsUpperOf(item[..name.Length], name))
            {
                value = item[(name.Length + 1)..];
                return true;
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }

    private static bool IsUpperOf(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = upper[i];
            if (c is >= (byte)'A' and <= (byte)'Z') c |= 0x20;
            var d = name[i];
            if (d is >= (byte)'A' and <= (byte)'Z') d |= 0x20;
            if (c != d) return false;
        }

        return true;
    }
}
