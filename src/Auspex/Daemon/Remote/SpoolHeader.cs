using System.Buffers.Binary;

namespace Auspex.Daemon.Remote;

/// <summary>The first bytes of a spool file.</summary>
/// <remarks>
/// <code>
/// header = NUL "audisp-remote" version(1)=0 reserved(1)=0 slots(4) slotBytes(4)=12288 head(4) count(4)      big endian
/// file   = header, padded to a slot; then the slots, each a record that ends at its first NUL
/// </code>
/// Source: spec 8.5; facts/remote-protocol.tsv.
/// </remarks>
/// <param name="Slots">How many records have room.</param>
/// <param name="Head">The slot of the oldest.</param>
/// <param name="Count">How many are in it.</param>
internal readonly record struct SpoolHeader(uint Slots, uint Head, uint Count)
{
    /// <summary>Its length.</summary>
    public const int Bytes = 32;

    /// <summary>Bytes of a slot, and of the padded header.</summary>
    public const int SlotBytes = 12288;

    private static ReadOnlySpan<byte> Magic => "\0audisp-remote"u8;

    /// <summary>How long the file is.</summary>
    public long FileBytes => (Slots + 1L) * SlotBytes;

    /// <summary>The offset of the record that is <paramref name="index"/> behind the oldest.</summary>
    public long OffsetOf(uint index) => (((Head + (long)index) % Slots) + 1) * SlotBytes;

    /// <summary>Writes it.</summary>
    /// <param name="bytes">At least <see cref="Bytes"/>.</param>
    public void Write(Span<byte> bytes)
    {
        Magic.CopyTo(bytes);
        bytes[14] = 0;
        bytes[15] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Slots);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[20..], SlotBytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[24..], Head);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[28..], Count);
    }

    /// <summary>Reads it, and sees that it can be true of a file of <paramref name="fileBytes"/>.</summary>
    /// <param name="bytes">The beginning of the file.</param>
    /// <param name="fileBytes">Its length.</param>
    /// <param name="header">What was read.</param>
    /// <param name="fault">What is wrong; empty otherwise.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long fileBytes, out SpoolHeader header, out string fault)
    {
        header = default;
        fault = bytes.Length < Bytes ? "it is shorter than its header"
            : !bytes.StartsWith(Magic) ? "it is none of audisp-remote's"
            : bytes[14] != 0 ? "it is of another version"
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]) != SlotBytes ? "its slots have another size"
            : "";
        if (fault.Length > 0) return false;
        header = new SpoolHeader(
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]));
        fault = header.Slots is 0 or > int.MaxValue ? "it claims an impossible number of slots"
            : header.Head >= header.Slots ? "it begins behind its last slot"
            : header.Count > header.Slots ? "it claims more records than slots"
            : header.FileBytes != fileBytes ? "its length is not that of its slots"
            : "";
        return fault.Length == 0;
    }
}
