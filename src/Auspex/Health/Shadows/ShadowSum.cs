using System.Numerics;
using System.Runtime.InteropServices;
using Auspex.Records;

namespace Auspex.Health.Shadows;

/// <summary>A number that stands for the bytes of a record: type, stamp and text, without what ENRICHED appends.</summary>
/// <remarks>Finds what goes wrong, not what somebody makes wrong on purpose: it is no cryptographic sum.</remarks>
internal static class ShadowSum
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    internal static ulong Of(in RecordView record) => Mix(Mix((ulong)record.Stamp.Milliseconds, record.TypeName), record.Body);

    private static ulong Mix(ulong sum, ReadOnlySpan<byte> bytes)
    {
        sum ^= (ulong)bytes.Length;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) sum = BitOperations.RotateLeft((sum ^ word) * Multiplier, 29);
        foreach (var b in bytes[(words.Length * sizeof(ulong))..]) sum = BitOperations.RotateLeft((sum ^ b) * Multiplier, 29);
        return sum;
    }
}
