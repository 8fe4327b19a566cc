using Auspex.Records;

namespace Auspex.Tests.Records;

public sealed class EventStampTests
{
    [Fact]
    public void Stamps_are_ordered_by_time_and_then_by_serial()
    {
        EventStamp early = new(1_000, 9), late = new(2_000, 1), later = new(2_000, 2);
        Assert.True(early < late && late < later && later > early);
        Assert.True(early <= late && late >= early);
        Assert.Equal(0, late.CompareTo(new EventStamp(2_000, 1)));
        Assert.Equal(2, later.Seconds);
    }
}
