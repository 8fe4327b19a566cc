using Auspex.Search.Times;

namespace Auspex.Tests.Search.Times;

/// <summary>A machine whose clock stands.</summary>
internal sealed class FixedTime(long now, double? uptime = 5000.5) : IMachineTime
{
    public long NowSeconds => now;

    public bool TryReadUptime(out double seconds, out string reason)
    {
        seconds = uptime ?? 0;
        reason = uptime is null ? "Permission denied" : "";
        return uptime is not null;
    }
}
