using System.Buffers.Binary;

namespace Auspex.Accounting;

internal readonly partial struct AcctRecord
{
    private const int VersionMask = 0x7F;
    private const int BigEndianBit = 0x80;

    private AcctRecord(ReadOnlySpan<byte> source, bool big)
    {
        Flags = (AcctFlags)source[0];
        Tty = Read16(source[2..], big);
        Status = Read32(source[4..], big);
        Uid = Read32(source[8..], big);
        Gid = Read32(source[12..], big);
        Pid = (int)Read32(source[16..], big);
        ParentPid = (int)Read32(source[20..], big);
        BeginSeconds = Read32(source[24..], big);
        ElapsedTicks = BitConverter.UInt32BitsToSingle(Read32(source[28..], big));
        userTicks = Read16(source[32..], big);
        systemTicks = Read16(source[34..], big);
        memory = Read16(source[36..], big);
        characters = Read16(source[38..], big);
        blocks = Read16(source[40..], big);
        minorFaults = Read16(source[42..], big);
        majorFaults = Read16(source[44..], big);
        swaps = Read16(source[46..], big);
        source.Slice(48, CommBytes).CopyTo(comm);
    }

    /// <summary>Reads one record; <paramref name="record"/> is set only for <see cref="AcctFormat.V3"/>. Never throws on input.</summary>
    /// <param name="source">At least <see cref="SizeBytes"/> bytes; fewer are malformed.</param>
    /// <param name="record">The record, which owns its bytes.</param>
    public static AcctFormat Parse(ReadOnlySpan<byte> source, out AcctRecord record)
    {
        record = default;
        if (source.Length < SizeBytes) return AcctFormat.Malformed;
        source = source[..SizeBytes];
        switch (source[1] & VersionMask)
        {
            case 3:
                record = new AcctRecord(source, (source[1] & BigEndianBit) != 0);
                return AcctFormat.V3;
            case 0 when source.IndexOfAnyExcept((byte)0) < 0:
                return AcctFormat.Malformed; // a hole in the file
            case <= 2:
                return AcctFormat.Older;
            default:
                return AcctFormat.Malformed;
        }
    }

    private static ushort Read16(ReadOnlySpan<byte> source, bool big) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(source) : BinaryPrimitives.ReadUInt16LittleEndian(source);

    private static uint Read32(ReadOnlySpan<byte> source, bool big) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source);
}
