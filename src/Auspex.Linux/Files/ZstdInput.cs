using Auspex.Archive;

namespace Auspex.Linux.Files;

/// <summary>The bytes of a log that zstd compressed. It owns its input.</summary>
internal sealed unsafe class ZstdInput : ByteInput
{
    private const int PackedBytes = 128 << 10;

    private readonly Zstd zstd;
    private readonly ByteInput input;
    private readonly byte[] packed = new byte[PackedBytes];
    private void* stream;
    private int start;
    private int end;
    private bool isFrameDone = true;

    /// <summary>An input over <paramref name="input"/>'s bytes.</summary>
    internal ZstdInput(Zstd zstd, ByteInput input)
    {
        this.zstd = zstd;
        this.input = input;
        stream = zstd.Create();
        if (stream is null) Problem = "libzstd has no memory";
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> room)
    {
        while (Problem.Length == 0 && !room.IsEmpty)
        {
            if (start == end && !Fill()) break;
            var error = zstd.Decompress(stream, room, packed.AsSpan(start, end - start), out var written, out var consumed, out isFrameDone);
            start += consumed;
            if (error is not null) Problem = $"its compressed data is damaged ({error})";
            if (written > 0) return written;
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (stream is not null) zstd.Free(stream);
        stream = null;
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        start = 0;
        end = Math.Max(input.Read(packed), 0);
        if (end > 0) return true;
        Problem = input.Problem.Length > 0 || isFrameDone ? input.Problem : "its compressed data ends too early";
        return false;
    }
}
