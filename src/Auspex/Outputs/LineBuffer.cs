using System.Buffers.Text;
using System.Diagnostics;

namespace Auspex.Outputs;

/// <summary>Bytes that are being put together for output. Grows as needed and is used again and again.</summary>
public sealed class LineBuffer
{
    private const int KeptBytes = 1 << 20;
    private byte[] bytes = new byte[4096];

    /// <summary>The bytes so far; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets the bytes; a buffer that had grown beyond 1 MiB is given up.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > KeptBytes) bytes = new byte[4096];
    }

    /// <summary>Takes back everything behind the first <paramref name="length"/> bytes.</summary>
    public void Cut(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>Appends <paramref name="text"/>.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendNumber(long value)
    {
        var ok = Utf8Formatter.TryFormat(value, Room(20), out var written);
        Debug.Assert(ok, "room for 20 bytes was asked for");
        Length += written;
    }

    /// <summary>Appends a number in decimal, with zeros in front up to <paramref name="digits"/>.</summary>
    public void AppendPadded(long value, int digits)
    {
        var ok = Utf8Formatter.TryFormat(value, Room(20), out var written, new System.Buffers.StandardFormat('D', (byte)digits));
        Debug.Assert(ok, "room for 20 bytes was asked for");
        Length += written;
    }

    /// <summary>Appends seconds with three digits behind the point.</summary>
    public void AppendSeconds(TimeSpan time)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        AppendNumber(milliseconds / 1000);
        Append((byte)'.');
        AppendPadded(milliseconds % 1000, 3);
    }

    /// <summary>Appends ASCII text.</summary>
    public void AppendAscii(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var room = Room(text.Length);
        for (var i = 0; i < text.Length; i++) room[i] = (byte)text[i];
        Length += text.Length;
    }

    /// <summary>Room for at least <paramref name="count"/> further bytes; tell by <see cref="Advance"/> how many were used.</summary>
    public Span<byte> Room(int count)
    {
        if (Length + count > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        return bytes.AsSpan(Length);
    }

    /// <summary>Takes over the first <paramref name="count"/> bytes of the room last given.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - Length);
        Length += count;
    }
}
