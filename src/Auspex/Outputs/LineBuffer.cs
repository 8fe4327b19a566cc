using System.Diagnostics;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>A buffer for lines of output, with the numbers they hold. One that had grown beyond 1 MiB is given up when cleared.</summary>
internal sealed class LineBuffer() : ByteBuffer(keptBytes: 1 << 20)
{
    /// <summary>Takes back everything behind the first <paramref name="length"/> bytes.</summary>
    public void Cut(int length) => Truncate(length);

    /// <summary>Appends a number in decimal.</summary>
    public void AppendNumber(long value) => AppendDecimal(value);

    /// <summary>Appends a number that is not negative in decimal, with zeros in front up to <paramref name="digits"/>.</summary>
    public void AppendPadded(long value, int digits)
    {
        Debug.Assert(value >= 0, "times are clamped, and durations have no sign");
        AppendDecimal((ulong)value, digits);
    }

    /// <summary>Appends a number to the right of a column of <paramref name="width"/> bytes, <c>-</c> for what is not above zero.</summary>
    public void AppendRight(int number, int width)
    {
        Span<byte> text = stackalloc byte[20];
        text[0] = (byte)'-';
        var length = number > 0 ? DecimalText.Write((ulong)number, text) : 1;
        for (var i = length; i < width; i++) Append((byte)' ');
        Append(text[..length]);
    }
}
