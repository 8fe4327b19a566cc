using Auspex.Linux.Loop;

namespace Auspex.Tests.Linux.Loop;

public sealed class SteadyClockTests
{
    private long wall = 1_795_000_000_000;
    private long steady = 5_000;

    [Theory]
    [InlineData(-3_600_000)]
    [InlineData(3_600_000)]
    [InlineData(-700)]
    public void A_step_of_the_wall_clock_is_noticed_once_and_time_goes_on(int step)
    {
        var clock = new SteadyClock(() => wall, () => steady);
        Assert.Equal(1_795_000_000_000, clock.Now);
        Pass(1000);
        Assert.Equal(0, clock.TakeStep());
        wall += step;
        Pass(10);
        Assert.Equal(step, clock.TakeStep());
        Assert.Equal(0, clock.TakeStep());
        Assert.Equal(1_795_000_001_010, clock.Now);
        Assert.Equal(wall, clock.Wall);
        Assert.Equal(clock.Now, clock.FromWall(wall));
    }

    [Fact]
    public void Small_corrections_are_no_steps_until_they_add_up()
    {
        var clock = new SteadyClock(() => wall, () => steady);
        wall += 300;
        Assert.Equal(0, clock.TakeStep());
        wall += 300;
        Assert.Equal(600, clock.TakeStep());
    }

    [Fact]
    public void The_machine_s_own_clocks_agree()
    {
        var clock = new SteadyClock();
        Assert.InRange(clock.Now - Clock.RealtimeMilliseconds, -400, 400);
    }

    private void Pass(long milliseconds)
    {
        wall += milliseconds;
        steady += milliseconds;
    }
}
