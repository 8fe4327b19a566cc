using Auspex.Daemon;

namespace Auspex.Tests.Daemon;

/// <summary>A clock that is set is told of, once for each time.</summary>
public sealed class ClockWatchTests
{
    [Fact]
    public void A_step_is_found_once_in_either_direction_and_slewing_never()
    {
        const long wall = 1_700_000_000_000, steady = 5000;
        var watch = new ClockWatch(wall, steady);
        for (var second = 1; second <= 100; second++) Assert.False(watch.TryFindStep(wall + (second * 1001), steady + (second * 1000), out _));
        Assert.True(watch.TryFindStep(wall + 101_100 - 3_600_000, steady + 101_000, out var step));
        Assert.Equal("The clock was set back by 3600 s: stamps before and after are not comparable", ClockWatch.TextOf(step));
        Assert.False(watch.TryFindStep(wall + 102_100 - 3_600_000, steady + 102_000, out _));
        Assert.True(watch.TryFindStep(wall + 103_100, steady + 103_000, out step));
        Assert.Equal(3_600_000, step);
    }

    [Fact]
    public void Sleep_of_the_machine_is_no_step()
    {
        var watch = new ClockWatch(1000, 10);
        Assert.False(watch.TryFindStep(1000 + 86_400_000, 10 + 86_400_000, out _));
    }
}
