using System.Buffers.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Search.Times;

namespace Auspex.Linux.Times;

/// <summary>The machine's clock and its uptime. Source: clock_gettime(2), proc(5).</summary>
/// <remarks>The uptime is read from /proc and not asked of the clock: containers and time namespaces show their own there.</remarks>
internal sealed class MachineTime : IMachineTime
{
    private const int MaxUptimeBytes = 128;

    private readonly string uptimePath;

    /// <summary>The machine's time.</summary>
    /// <param name="uptimePath">For tests: another file than /proc/uptime.</param>
    public MachineTime(string uptimePath = "/proc/uptime") => this.uptimePath = uptimePath;

    /// <inheritdoc/>
    public long NowSeconds => Clock.RealtimeMilliseconds / 1000;

    /// <inheritdoc/>
    public bool TryReadUptime(out double seconds, out string reason)
    {
        seconds = 0;
        reason = "";
        Span<byte> text = stackalloc byte[MaxUptimeBytes];
        var length = SmallFile.Read(uptimePath, text, out var errno);
        if (length < 0) reason = ErrorWords.Of(errno);
        else if (!Utf8Parser.TryParse(text[..length], out seconds, out _) || !double.IsFinite(seconds)) reason = "Invalid argument";
        return reason.Length == 0;
    }
}
