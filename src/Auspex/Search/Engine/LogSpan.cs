namespace Auspex.Search.Engine;

/// <summary>A stretch of a <see cref="LogText"/> that begins with a line and lies in one file.</summary>
/// <param name="Position">Its first byte.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct LogSpan(long Position, long Length)
{
    /// <summary>The first byte behind it.</summary>
    public long End => Position + Length;
}
