using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Common;

/// <summary>A stream that writes to a descriptor, which stays the caller's. Gathers up to 64 KiB.</summary>
internal sealed class FdStream(int descriptor) : Stream
{
    private readonly FdWriter writer = new(descriptor);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="ReaderGoneException">Nobody reads any more.</exception>
    /// <exception cref="Auspex.Kernel.KernelException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        writer.Write(buffer);
        if (writer.IsClosed) throw new ReaderGoneException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        if (!writer.Flush()) throw new ReaderGoneException();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Flush();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
