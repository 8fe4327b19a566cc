using System.Buffers.Binary;

namespace Auspex.Daemon.Remote;

/// <summary>What stands before each body between audisp-remote and the collector.</summary>
/// <remarks>
/// <code>
/// header = magic(4)=FE 00 00 FF header-version(1)=0 message-version(1)=0 type(4) length(2) sequence(4)      little-endian
/// </code>
/// Whoever receives passes the versions over. Source: spec 8.6.
/// </remarks>
/// <param name="Type">What the frame is; any number can come.</param>
/// <param name="Length">Bytes of the body; <see cref="IsTooLong"/> where they are more than either side takes.</param>
/// <param name="Sequence">Chosen by the sender, and given back in the reply.</param>
internal readonly record struct FrameHeader(FrameType Type, int Length, uint Sequence)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 16;

    /// <summary>The longest body.</summary>
    public const int MaxBody = 8970;

    private const int TypeOffset = 6;
    private const int LengthOffset = 10;
    private const int SequenceOffset = 12;

    /// <summary>The first bytes of every frame.</summary>
    public static ReadOnlySpan<byte> Magic => [0xFE, 0x00, 0x00, 0xFF];

    /// <summary>True if the body is longer than <see cref="MaxBody"/>.</summary>
    public bool IsTooLong => Length > MaxBody;

    /// <summary>Reads a header.</summary>
    /// <returns>False when there are fewer than <see cref="Size"/> bytes, or they do not begin with <see cref="Magic"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
        {
            header = default;
            return false;
        }

        header = new FrameHeader(
            (FrameType)BinaryPrimitives.ReadUInt32LittleEndian(bytes[TypeOffset..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[LengthOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[SequenceOffset..]));
        return true;
    }

    /// <summary>Writes the header into the first <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        if ((uint)Length > MaxBody) ThrowTooLong();
        Magic.CopyTo(bytes);
        bytes[4] = 0;
        bytes[5] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[TypeOffset..], (uint)Type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[LengthOffset..], (ushort)Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[SequenceOffset..], Sequence);
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void ThrowTooLong() => throw new InvalidOperationException("The body is longer than a frame can hold.");
}
