using System.Buffers.Binary;

namespace Auspex.Normalization;

/// <summary>The text of every <see cref="FieldName"/>, and the way back: a few nanoseconds for each field of a record.</summary>
/// <remarks>
/// Names of up to eight bytes, nearly all of them, are looked up as one number; the text must have <see cref="Padding"/> readable bytes
/// behind a name. Longer ones are compared.
/// </remarks>
internal static class FieldNames
{
    /// <summary>How many bytes are read from the start of a name, whatever its length.</summary>
    public const int Padding = 8;

    private const int SlotBits = 8;

    /// <summary>Separated by spaces, in the order of <see cref="FieldName"/> from A0 on.</summary>
    private static readonly string[] Words = (
        "a0 a1 a2 a3 acct actions addr apparmor arch audit_backlog_limit audit_enabled audit_failure audit_pid auid bool cmd code comm data dev "
        + "device enforcing exe feature fp hostname id inode key label list lsm mode name nametype new-level nl-mcgrp nlbl_domain obj old-auid op "
        + "opid path permissive printer profile prog-id prom res resrc root_dir rport saddr scontext selected-context ses sig subj success sw sw_type syscall "
        + "table tcontext terminal uid unit unlbl_accept vm").Split(' ');

    private static readonly byte[][] Texts = [[], .. Words.Select(System.Text.Encoding.ASCII.GetBytes)];
    private static readonly ulong[] Keys = new ulong[1 << SlotBits];
    private static readonly byte[] Slots = MakeSlots();

    /// <summary>How many names there are, with <see cref="FieldName.None"/>.</summary>
    public static int Count => Texts.Length;

    /// <summary>The text of <paramref name="name"/>.</summary>
    public static ReadOnlySpan<byte> Text(FieldName name) => Texts[(int)name];

    /// <summary>The name that stands at <paramref name="start"/> of <paramref name="text"/>.</summary>
    /// <returns><see cref="FieldName.None"/> when nobody asks for it.</returns>
    public static FieldName Find(ReadOnlySpan<byte> text, int start, int length)
    {
        var key = KeyOf(text, start, length);
        for (var slot = SlotOf(key); Slots[slot] != 0; slot = (slot + 1) & (Slots.Length - 1))
        {
            if (Keys[slot] != key) continue;
            var known = Texts[Slots[slot]];
            if (known.Length == length && (length <= 8 || text.Slice(start, length).SequenceEqual(known))) return (FieldName)Slots[slot];
        }

        return FieldName.None;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> text, int start, int length)
    {
        var first = BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);
        if (length >= 8) return first;
        return first & ((1UL << (8 * length)) - 1);
    }

    private static int SlotOf(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> (64 - SlotBits)); // 2^64 / golden ratio

    private static byte[] MakeSlots()
    {
        var slots = new byte[1 << SlotBits];
        Span<byte> padded = stackalloc byte[64];
        for (var i = 1; i < Texts.Length; i++)
        {
            padded.Clear();
            Texts[i].CopyTo(padded);
            var key = KeyOf(padded, 0, Texts[i].Length);
            var slot = SlotOf(key);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = (byte)i;
            Keys[slot] = key;
        }

        return slots;
    }
}
