using Auspex.Search;

namespace Auspex.Daemon.Plugins;

/// <summary>The last lines of a stream as a text with positions. Its room is bounded. Belongs to one thread.</summary>
internal sealed class RecordWindow : LogText
{
    private const int FirstBytes = 64 << 10;

    private readonly int maxBytes;
    private byte[] bytes = new byte[FirstBytes];
    private long basis; // the position of bytes[0]
    private int used;

    public RecordWindow(int maxBytes) => this.maxBytes = maxBytes;

    /// <summary>True when <paramref name="length"/> bytes find room without anything being let go.</summary>
    public bool HasRoom(int length) => length <= maxBytes - used;

    /// <summary>Adds a line, for which there is room.</summary>
    /// <returns>Its position.</returns>
    public long Add(ReadOnlySpan<byte> line)
    {
        if (line.Length > bytes.Length - used) Array.Resize(ref bytes, (int)Math.Min(maxBytes, Math.Max(used + line.Length, bytes.Length * 2L)));
        line.CopyTo(bytes.AsSpan(used));
        used += line.Length;
        return basis + used - line.Length;
    }

    /// <summary>Lets go of all before <paramref name="position"/>.</summary>
    public void Release(long position)
    {
        var gone = (int)Math.Clamp(position - basis, 0, used);
        bytes.AsSpan(gone, used - gone).CopyTo(bytes);
        used -= gone;
        basis += gone;
        if (used == 0 && bytes.Length > FirstBytes) bytes = new byte[FirstBytes];
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear() => Release(long.MaxValue);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) => bytes.AsSpan((int)(position - basis), length);
}
