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

    /// <summary>The bit of a name in <see cref="Bits"/>, in either case.</summary>
    internal static ulong Bit(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : 1UL << ((((name[0] | 0x20) * 5) + ((name[name.Length / 2] | 0x20) * 3) + (name[^1] | 0x20) + name.Length) & 63);

    /// <summary>A bit for each name: where that of a name is not set, <see cref="TryGet"/> does not find it.</summary>
    internal ulong Bits()
    {
        if (text.StartsWith("SADDR="u8) && text.Contains((byte)'{')) return Bit("saddr"u8);
        ulong bits = 0;
        var rest = text;
        for (var left = RecordContext.MaxLookupFields; left > 0 && !rest.IsEmpty; left--)
        {
            var end = rest.IndexOf((byte)' ');
            var item = end < 0 ? rest : rest[..end];
            if (item.IndexOf((byte)'=') is > 0 and var equals) bits |= Bit(item[..equals]);
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return bits;
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
