using Auspex.Text;

namespace Auspex.Processes;

/// <summary>Decodes what the kernel writes for strings it does not trust: <c>"plain"</c>, hexadecimal, or <c>(null)</c>.</summary>
internal static class Untrusted
{
    /// <summary>The string's bytes: part of <paramref name="value"/>, or decoded into <paramref name="scratch"/>.</summary>
    /// <remarks>Empty for <c>(null)</c> and for an empty value. Text that is neither is returned as it is.</remarks>
    internal static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        if (value.IsEmpty || value.SequenceEqual("(null)"u8)) return default;
        if (value[0] == (byte)'"') return value.Length > 1 && value[^1] == (byte)'"' ? value[1..^1] : value[1..];
        if (!Hex.IsHex(value)) return value;
        return scratch[..Hex.Decode(value, scratch)];
    }
}
