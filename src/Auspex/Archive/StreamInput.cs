using Auspex.Kernel;

namespace Auspex.Archive;

/// <summary>The bytes of a stream, which it owns. What cannot be read or unpacked ends it, and says why.</summary>
internal sealed class StreamInput : ByteInput
{
    private readonly Stream stream;

    /// <summary>An input over <paramref name="stream"/>.</summary>
    public StreamInput(Stream stream) => this.stream = stream;

    /// <inheritdoc/>
    public override int Read(Span<byte> room)
    {
        if (Problem.Length > 0) return 0;
        try
        {
            return stream.Read(room);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Problem = e is InvalidDataException ? "its compressed data is damaged, or ends too early" : FailureWords.Of(e);
            return 0;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
