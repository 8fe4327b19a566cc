using System.Globalization;

namespace Auspex.Daemon.Records;

/// <summary>Stamps records that the daemon itself makes: the time, and a number of its own sequence. Safe for any thread.</summary>
/// <remarks>The sequence begins at random below 10,000, as auditd's does: it is not the kernel's. Source: spec 7.3.</remarks>
internal sealed class DaemonStamps
{
    private readonly TimeProvider clock;
    private int serial;

    /// <summary>Stamps of a clock.</summary>
    /// <param name="clock">Tells the time.</param>
    /// <param name="first">The number before the first.</param>
    public DaemonStamps(TimeProvider clock, int first)
    {
        this.clock = clock;
        serial = first;
    }

    /// <summary><c>audit(SEC.MMM:SERIAL): </c> and the text.</summary>
    public string Stamp(string text)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var number = (uint)Interlocked.Increment(ref serial);
        return string.Create(CultureInfo.InvariantCulture, $"audit({now / 1000}.{now % 1000:D3}:{number}): {text}");
    }
}
