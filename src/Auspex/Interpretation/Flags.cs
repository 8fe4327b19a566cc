using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Names of bits, joined with <c>|</c>.</summary>
internal static class Flags
{
    /// <summary>Adds the names of the bits in <paramref name="value"/>, in the table's order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="value">The bits.</param>
    /// <param name="output">Where to.</param>
    /// <param name="any">Whether a name was written before; then the first one gets a separator too. True afterwards if
    /// any was.</param>
    /// <param name="rows">How many rows to look at.</param>
    public static void Append(FlagTable table, ulong value, ByteBuffer output, ref bool any, int rows = int.MaxValue)
    {
        for (var i = 0; i < table.Count && i < rows; i++)
        {
            if ((value & table.Bits(i)) == 0) continue;
            AppendName(table.Name(i), output, ref any);
        }
    }

    /// <summary>Adds one name behind those written before.</summary>
    public static void AppendName(ReadOnlySpan<byte> name, ByteBuffer output, ref bool any)
    {
        if (any) output.Append((byte)'|');
        output.Append(name);
        any = true;
    }

    /// <summary>Adds O_ flags. O_RDONLY is no bit: it is what is meant where neither writing bit is set.</summary>
    /// <returns>False when there was nothing to say.</returns>
    public static bool AppendOpen(ulong value, ByteBuffer output)
    {
        var any = false;
        if ((value & 3) == 0) AppendName("O_RDONLY"u8, output, ref any);
        Append(OpenFlags.Table, value, output, ref any);
        return any;
    }

    /// <summary>Adds MAP_ flags.</summary>
    /// <returns>False when there was nothing to say.</returns>
    public static bool AppendMmap(ulong value, ByteBuffer output)
    {
        var any = false;
        if ((value & 0xF) == 0) AppendName("MAP_FILE"u8, output, ref any);
        Append(MmapFlags.Table, value, output, ref any);
        return any;
    }
}
