using Auspex.Archive;

namespace Auspex.Linux.Files;

/// <summary>The bytes of a compressed log. It owns its input and its unpacker.</summary>
internal sealed class PackedInput : ByteInput
{
    private const int PackedBytes = 128 << 10;

    private readonly Unpacker unpacker;
    private readonly ByteInput input;
    private readonly byte[] packed = new byte[PackedBytes];
    private int start;
    private int end;
    private bool isLast;

    /// <summary>An input over <paramref name="input"/>'s bytes.</summary>
    internal PackedInput(Unpacker unpacker, ByteInput input)
    {
        this.unpacker = unpacker;
        this.input = input;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> room)
    {
        while (Problem.Length == 0 && !room.IsEmpty)
        {
            if (start == end && !isLast) Fill();
            var error = unpacker.Unpack(room, packed.AsSpan(start, end - start), isLast, out var written, out var consumed);
            start += consumed;
            if (error is not null) Problem = error;
            if (written > 0) return written;
            if (!isLast || consumed > 0 || error is not null) continue;
            if (!unpacker.IsWhole) Problem = "its compressed data ends too early";
            break;
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacker.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        start = 0;
        end = Math.Max(input.Read(packed), 0);
        isLast = end == 0;
        Problem = input.Problem;
    }
}
