using Auspex.Text;

namespace Auspex.Tests.Text;

public sealed class PosixZoneTests
{
    [Theory]
    [InlineData("EST5", 1700000000, -300)]
    [InlineData("EST5EDT,M3.2.0,M11.1.0", 1700000000, -300)] // November
    [InlineData("EST5EDT,M3.2.0,M11.1.0", 1690000000, -240)] // July
    [InlineData("EST5EDT", 1690000000, -240)]
    [InlineData("<+0530>-5:30", 1700000000, 330)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", 1690000000, 120)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", 1700000000, 60)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", 1711846799, 60)] // the second before the change of 2024-03-31
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", 1711846800, 120)]
    [InlineData("AAA0BBB,J60,J300", 1690000000, 60)]
    [InlineData("AAA0BBB,59,299/1:30", 1690000000, 60)]
    public void A_rule_is_a_zone(string rule, long seconds, int minutes)
    {
        Assert.True(PosixZone.TryParse(rule, out var zone));
        Assert.Equal(minutes, zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(seconds)).TotalMinutes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("E5")]
    [InlineData("EST99")]
    [InlineData("<E5")]
    [InlineData("EST5EDT,M13.1.0,M11.1.0")]
    [InlineData("EST5EDT,M3.2.0")]
    [InlineData("EST5EDT,M3.2.0,M3.2.0")]
    [InlineData("EST5EDT,M3.2.0,M11.1.0,")]
    public void Anything_else_is_none(string rule) => Assert.False(PosixZone.TryParse(rule, out _));
}
