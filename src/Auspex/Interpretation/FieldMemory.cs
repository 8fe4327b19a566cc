using System.Buffers.Binary;
using System.Numerics;
using Auspex.Tables;

namespace Auspex.Interpretation;

/// <summary>How fields look that come again and again, such as <c>uid=0</c>: three of four in most logs. Belongs to one thread.</summary>
/// <remarks>
/// A place for each of <see cref="Slots"/> hashes, and the last field that met it: 400 KB whatever comes. Whoever aims at one place makes it
/// forget, and nothing else. It must only be given fields whose look depends on nothing but their bytes and the type of the record.
/// </remarks>
internal sealed class FieldMemory
{
    private const int SlotBits = 11;
    private const int Slots = 1 << SlotBits;
    private const int MaxField = 48;
    private const int MaxLook = 144;

    private readonly Place[] places = new Place[Slots];
    private readonly byte[] bytes = new byte[Slots * (MaxField + MaxLook)];

    /// <summary>The look of <paramref name="field"/>, where it is remembered; valid until the next <see cref="Keep"/>.</summary>
    /// <param name="record">The type of the record it stands in.</param>
    /// <param name="field">Name and value, as written.</param>
    /// <param name="look">What was kept.</param>
    public bool TryGet(RecordType record, ReadOnlySpan<byte> field, out ReadOnlySpan<byte> look)
    {
        look = default;
        if (field.Length > MaxField) return false;
        var slot = SlotOf(record, field);
        ref readonly var place = ref places[slot];
        var at = slot * (MaxField + MaxLook);
        if (place.Record != record || place.FieldLength != field.Length || !field.SequenceEqual(bytes.AsSpan(at, field.Length))) return false;
        look = bytes.AsSpan(at + MaxField, place.LookLength);
        return true;
    }

    /// <summary>Remembers it, unless one of both is long.</summary>
    public void Keep(RecordType record, ReadOnlySpan<byte> field, ReadOnlySpan<byte> look)
    {
        if (field.Length > MaxField || look.Length > MaxLook) return;
        var slot = SlotOf(record, field);
        places[slot] = new Place(record, (byte)field.Length, (byte)look.Length);
        var at = slot * (MaxField + MaxLook);
        field.CopyTo(bytes.AsSpan(at));
        look.CopyTo(bytes.AsSpan(at + MaxField));
    }

    private static int SlotOf(RecordType record, ReadOnlySpan<byte> field)
    {
        const ulong spread = 0x9E37_79B9_7F4A_7C15; // 2^64 / golden ratio
        var hash = (((ulong)record << 8) + (ulong)field.Length) * spread;
        if (field.Length >= sizeof(ulong))
        {
            for (var rest = field; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
            {
                hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)) * spread;
            }

            hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(field[^sizeof(ulong)..])) * spread;
        }
        else
        {
            ulong text = 0;
            foreach (var b in field) text = (text << 8) | b;
            hash = (BitOperations.RotateLeft(hash, 23) ^ text) * spread;
        }

        return (int)(hash >> (64 - SlotBits));
    }

    /// <summary>What stands in a place; <c>default</c>, of which no field is, means that nothing does.</summary>
    private readonly record struct Place(RecordType Record, byte FieldLength, byte LookLength);
}
