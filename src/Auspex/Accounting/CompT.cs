namespace Auspex.Accounting;

/// <summary>The kernel's 16-bit number with an exponent of base 8: <c>comp_t</c>.</summary>
/// <remarks>The upper 3 bits are the exponent, the lower 13 the fraction. Source: linux/acct.h.</remarks>
internal static class CompT
{
    /// <summary>The number, at most 8191 × 8^7.</summary>
    public static ulong Decode(ushort value) => (ulong)(value & 0x1FFF) << (3 * (value >> 13));
}
