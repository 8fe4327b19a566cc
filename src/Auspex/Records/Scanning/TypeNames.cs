using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using Auspex.Tables;

namespace Auspex.Records.Scanning;

/// <summary>Finds a type by the bytes of its name, sixteen at once, and where the name ends by the same look.</summary>
/// <remarks>
/// A name as auditd writes it needs no loop over its bytes: 3 ns, where finding the space, hashing byte by byte and comparing
/// without regard to case took 16 of a record's 60. Longer names, other cases and <c>UNKNOWN[n]</c> are <see cref="RecordTypes"/>'.
/// </remarks>
internal static class TypeNames
{
    /// <summary>The bytes that must be readable: the longest name and the space behind it.</summary>
    public const int LookAhead = 16;

    private const int SlotBits = 10; // 199 names: four of five find an empty table
    private static readonly Slot[] Slots = Build();

    private static Vector128<byte> Positions => Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    private readonly record struct Slot(ulong Low, ulong High, int Length, RecordType Type);

    /// <summary>Looks up the name that begins <paramref name="text"/> and ends at a space.</summary>
    /// <param name="text">At least <see cref="LookAhead"/> bytes.</param>
    /// <param name="type">The type.</param>
    /// <param name="length">The length of the name.</param>
    /// <returns>False when the table does not have it, which does not mean that it is unknown.</returns>
    public static bool TryFind(ReadOnlySpan<byte> text, out RecordType type, out int length)
    {
        var bytes = Vector128.Create(text[..LookAhead]);
        length = BitOperations.TrailingZeroCount(
            Vector128.Equals(bytes, Vector128.Create((byte)' ')).ExtractMostSignificantBits() | (1u << LookAhead));
        var name = (bytes & Vector128.LessThan(Positions, Vector128.Create((byte)length))).AsUInt64();
        var low = name[0];
        var high = name[1];
        for (var i = Hash(low, high); ; i = (i + 1) & (Slots.Length - 1))
        {
            ref readonly var slot = ref Slots[i];
            type = slot.Type;
            if (((slot.Low ^ low) | (slot.High ^ high) | (uint)(slot.Length ^ length)) == 0) return length > 0;
            if (slot.Length == 0) return false;
        }
    }

    private static int Hash(ulong low, ulong high) =>
        (int)(((low ^ BitOperations.RotateLeft(high, 29)) * 0x9E37_79B9_7F4A_7C15) >> (64 - SlotBits));

    private static Slot[] Build()
    {
        var slots = new Slot[1 << SlotBits];
        Span<byte> bytes = stackalloc byte[LookAhead];
        foreach (var (number, name) in RecordTypeNames.Rows)
        {
            if (name.Length >= LookAhead) continue;
            bytes.Clear();
            Encoding.ASCII.GetBytes(name, bytes);
            var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            var i = Hash(low, high);
            while (slots[i].Length != 0) i = (i + 1) & (slots.Length - 1);
            slots[i] = new Slot(low, high, name.Length, (RecordType)number);
        }

        return slots;
    }
}
