using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Auspex.Text;

/// <summary>
/// Bytes of text under construction. It grows, keeps its room when cleared, and belongs to one thread at a time.
/// </summary>
/// <remarks>The way out of everything that makes text here: once warm, nothing is allocated per value.</remarks>
public class ByteBuffer : IBufferWriter<byte>
{
    private readonly int capacity;
    private readonly int keptBytes;
    private byte[] bytes;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">The bytes it has room for at first.</param>
    /// <param name="keptBytes">Room beyond this is given up when the buffer is cleared.</param>
    public ByteBuffer(int capacity = 4096, int keptBytes = int.MaxValue)
    {
        this.capacity = Math.Max(capacity, 16);
        this.keptBytes = keptBytes;
        bytes = new byte[this.capacity];
    }

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>
    /// The written bytes from <paramref name="start"/> on, for change in place; valid until the next write.
    /// </summary>
    public Span<byte> From(int start) => bytes.AsSpan(start, Length - start);

    /// <summary>Forgets everything, keeps the room unless it has become too much.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > keptBytes) bytes = new byte[capacity];
    }

    /// <summary>Forgets what was written after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <summary>Adds one byte.</summary>
    public void Append(byte value)
    {
        if (Length == bytes.Length) Grow(1);
        bytes[Length++] = value;
    }

    /// <summary>Adds bytes as they are.</summary>
    /// <remarks>Inlined: a text of known length is copied by two or three stores, without a call.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > bytes.Length - Length) Grow(text.Length);
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Adds a decimal number.</summary>
    public void AppendDecimal(long value)
    {
        _ = Utf8Formatter.TryFormat(value, GetSpan(20), out var written); // 20 bytes hold any long
        Length += written;
    }

    /// <summary>Adds a decimal number without sign.</summary>
    public void AppendDecimal(ulong value)
    {
        _ = Utf8Formatter.TryFormat(value, GetSpan(20), out var written); // 20 bytes hold any ulong
        Length += written;
    }

    /// <summary>Adds a decimal number padded with zeros to <paramref name="digits"/> (at most 20).</summary>
    public void AppendDecimal(ulong value, int digits)
    {
        _ = Utf8Formatter.TryFormat(value, GetSpan(20), out var written, new StandardFormat('D', (byte)digits));
        Length += written;
    }

    /// <summary>Adds seconds with three digits behind the point.</summary>
    internal void AppendSeconds(TimeSpan time)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        AppendDecimal(milliseconds / 1000);
        Append((byte)'.');
        AppendDecimal((ulong)(milliseconds % 1000), 3);
    }

    /// <summary>Adds a number in lower-case hexadecimal without prefix.</summary>
    public void AppendHex(ulong value)
    {
        _ = Utf8Formatter.TryFormat(value, GetSpan(16), out var written, new StandardFormat('x'));
        Length += written;
    }

    /// <summary>Adds a byte as two digits in lower-case hexadecimal.</summary>
    public void AppendHexByte(byte value)
    {
        var span = GetSpan(2);
        span[0] = "0123456789abcdef"u8[value >> 4];
        span[1] = "0123456789abcdef"u8[value & 15];
        Length += 2;
    }

    /// <summary>Adds a number in octal, padded with zeros to at least <paramref name="digits"/>.</summary>
    public void AppendOctal(uint value, int digits)
    {
        var count = 1;
        while (count < 11 && value >> (3 * count) != 0) count++;
        count = Math.Max(count, digits);
        var span = GetSpan(count);
        for (var i = count - 1; i >= 0; i--, value >>= 3) span[i] = (byte)('0' + (value & 7));
        Length += count;
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(bytes.Length - Length), nameof(count));
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length - Length < Math.Max(sizeHint, 1)) Grow(Math.Max(sizeHint, 1));
        return bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (bytes.Length - Length < Math.Max(sizeHint, 1)) Grow(Math.Max(sizeHint, 1));
        return bytes.AsSpan(Length);
    }

    private void Grow(int needed) =>
        Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Length + needed, bytes.Length * 2L)));
}
