namespace Auspex.Tests.Daemon.Remote;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => TimeSpan.FromTicks(ticks);

    public override long GetTimestamp() => ticks;

    public void Pass(TimeSpan time) => ticks += time.Ticks;
}
