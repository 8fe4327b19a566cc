using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Lines that wait, one behind the other. Empty once all of them were taken, in whatever order.</summary>
internal sealed class LineBlock(int length)
{
    private readonly byte[] bytes = new byte[length];
    private int used;
    private int waiting;

    internal int Length => bytes.Length;

    internal int Room => bytes.Length - used;

    /// <summary>Copies a line for which there is <see cref="Room"/>.</summary>
    /// <returns>Where it begins.</returns>
    internal int Add(ReadOnlySpan<byte> line)
    {
        var start = used;
        line.CopyTo(bytes.AsSpan(start));
        used += line.Length;
        waiting++;
        return start;
    }

    /// <summary>Appends a line to <paramref name="output"/>, and forgets it.</summary>
    /// <returns>False when it was the last: all room is free again.</returns>
    internal bool Take(int start, int size, ByteBuffer output)
    {
        output.Append(bytes.AsSpan(start, size));
        if (--waiting > 0) return true;
        used = 0;
        return false;
    }
}
