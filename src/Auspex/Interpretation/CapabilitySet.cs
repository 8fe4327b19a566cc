using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>A set of capabilities as the kernel prints it: 64 bits in hexadecimal. Source: capabilities(7).</summary>
internal static class CapabilitySet
{
    /// <summary>
    /// Adds the names of the bits, joined with commas, or <c>none</c>. Bits above the last known capability are not
    /// shown.
    /// </summary>
    public static void Append(ulong bits, ByteBuffer output)
    {
        var table = Capabilities.Table;
        var any = false;
        for (var i = 0; i < table.Count; i++)
        {
            if ((bits & (1UL << (int)table.Value(i))) == 0) continue;
            if (any) output.Append((byte)',');
            output.Append(table.Name(i));
            any = true;
        }

        if (!any) output.Append("none"u8);
    }
}
