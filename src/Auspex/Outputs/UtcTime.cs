using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Writes times. Remembers the last second, since the next is mostly the same.</summary>
internal sealed class UtcTime
{
    private readonly byte[] second = "0000-00-00T00:00:00"u8.ToArray();
    private long cached = long.MinValue;

    /// <summary>Appends <c>2026-11-21T06:41:18.903Z</c>. Source: RFC 3339.</summary>
    public void Append(ByteBuffer output, long milliseconds)
    {
        ArgumentNullException.ThrowIfNull(output);
        milliseconds = Math.Clamp(milliseconds, -62_135_596_800_000, 253_402_300_799_999);
        var seconds = Math.DivRem(milliseconds, 1000, out var rest);
        if (rest < 0)
        {
            seconds--;
            rest += 1000;
        }

        if (seconds != cached) Fill(seconds);
        output.Append(second);
        output.Append((byte)'.');
        output.AppendDecimal((ulong)rest, 3);
        output.Append((byte)'Z');
    }

    private void Fill(long seconds)
    {
        var ok = DateTimeOffset.FromUnixTimeSeconds(seconds).TryFormat(second, out _, "yyyy-MM-ddTHH:mm:ss",
            System.Globalization.CultureInfo.InvariantCulture);
        System.Diagnostics.Debug.Assert(ok, "the pattern has the buffer's length");
        cached = seconds;
    }
}
