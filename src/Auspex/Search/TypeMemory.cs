using System.Buffers.Binary;
using Auspex.Tables;

namespace Auspex.Search;

/// <summary>Types by name, the last ones remembered: a log has a dozen. Belongs to one thread.</summary>
/// <remarks>Two loads hold any name of 8 to 16 bytes, one load any shorter one with the space behind it: no loop over bytes.</remarks>
internal sealed class TypeMemory
{
    private const int SlotBits = 5;
    private const int Load = sizeof(ulong);

    private readonly (ulong First, ulong Last, int Length, RecordType Type)[] slots = new (ulong, ulong, int, RecordType)[1 << SlotBits];

    /// <summary>The type called <paramref name="text"/>[..<paramref name="length"/>], or <see cref="RecordType.Unknown"/>.</summary>
    /// <param name="text">The name, a space, and at least eight bytes more.</param>
    /// <param name="length">The name's length.</param>
    public RecordType Find(ReadOnlySpan<byte> text, int length)
    {
        if (length is 0 or > 2 * Load)
        {
            _ = RecordTypes.TryParse(text[..length], out var rare);
            return rare;
        }

        var first = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var last = 0UL;
        if (length >= Load) last = BinaryPrimitives.ReadUInt64LittleEndian(text[(length - Load)..]);
        else first &= (1UL << (8 * length)) - 1;
        ref var slot = ref slots[(int)(((first ^ (last << 7)) * 0x9E37_79B9_7F4A_7C15) >> (64 - SlotBits))];
        if (slot.First == first && slot.Last == last && slot.Length == length) return slot.Type;
        _ = RecordTypes.TryParse(text[..length], out var type);
        slot = (first, last, length, type);
        return type;
    }
}
