using Auspex.Records;

namespace Auspex.Processes;

/// <summary>Decodes what the kernel writes for strings it does not trust: <c>"plain"</c>, hexadecimal, or <c>(null)</c>.</summary>
internal static class Untrusted
{
    /// <summary>The string's bytes: part of <paramref name="value"/>, or decoded into <paramref name="scratch"/>.</summary>
    /// <remarks>
    /// Empty for <c>(null)</c> and for an empty value. Text that is neither is returned as it is. Half as many bytes of room as the value
    /// has suffice.
    /// </remarks>
    internal static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        if (value.SequenceEqual("(null)"u8)) return default;
        if (!FieldValue.IsHex(value)) return FieldValue.Unquote(value);
        return FieldValue.TryDecode(value, scratch, out var written) ? scratch[..written] : default;
    }
}
