using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>A personality. Source: personality(2).</summary>
internal static class ExecutionDomain
{
    private const ulong AddrNoRandomize = 0x40000;

    /// <summary>Adds the name of the low byte, and whether addresses are not randomized.</summary>
    public static void Append(ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (!Personalities.Table.TryGetName((uint)value & 0xFF, out var name))
        {
            Unknown.AppendHex("unknown-personality"u8, raw, output);
            return;
        }

        output.Append(name);
        if ((value & AddrNoRandomize) != 0) output.Append("|~ADDR_NO_RANDOMIZE"u8);
    }
}
