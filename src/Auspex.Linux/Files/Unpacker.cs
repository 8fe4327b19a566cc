namespace Auspex.Linux.Files;

/// <summary>Unpacks what one kind of compression made, piece by piece. Belongs to one thread.</summary>
internal abstract class Unpacker : IDisposable
{
    /// <summary>True when what was given up to now is whole.</summary>
    internal bool IsWhole { get; private protected set; } = true;

    /// <summary>Unpacks some bytes.</summary>
    /// <param name="room">Where to.</param>
    /// <param name="packed">What.</param>
    /// <param name="isLast">True when nothing follows.</param>
    /// <param name="written">How many were unpacked.</param>
    /// <param name="consumed">How many packed bytes that took.</param>
    /// <returns>What is wrong, or null.</returns>
    internal abstract string? Unpack(Span<byte> room, ReadOnlySpan<byte> packed, bool isLast, out int written, out int consumed);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back the library's memory.</summary>
    protected abstract void Dispose(bool disposing);
}
