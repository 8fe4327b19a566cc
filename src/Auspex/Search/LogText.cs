namespace Auspex.Search;

/// <summary>The bytes of one or more logs as one long text, addressed by position. The files themselves are somebody else's.</summary>
/// <remarks>
/// Files follow each other in the order in which they are read, oldest first; a line never crosses from one into the next. Readable by
/// several threads at once.
/// </remarks>
public abstract class LogText
{
    /// <summary>The bytes of one line, or of a part of one.</summary>
    /// <param name="position">Counted from the first byte of the first log.</param>
    /// <param name="length">In bytes; all of them lie in one file.</param>
    /// <returns>A view; valid as long as the text keeps them: for a file its lifetime, for a stream until its events are delivered.</returns>
    public abstract ReadOnlySpan<byte> Slice(long position, int length);

    /// <summary>Some bytes for one pass over them: where they are, or copied, whichever is cheaper. As many as <paramref name="room"/> holds.</summary>
    /// <param name="position">As for <see cref="Slice"/>.</param>
    /// <param name="room">Takes the copy. All of its length lies in one file.</param>
    /// <returns>A view, as long as <paramref name="room"/>; valid until that is used again.</returns>
    public virtual ReadOnlySpan<byte> Copy(long position, Span<byte> room) => Slice(position, room.Length);
}
