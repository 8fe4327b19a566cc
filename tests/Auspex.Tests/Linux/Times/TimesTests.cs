using Auspex.Linux.Times;
using Auspex.Text;

namespace Auspex.Tests.Linux.Times;

public sealed class TimesTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("C", null, "en_US.UTF-8")]
    [InlineData("", "POSIX", "en_US.UTF-8")]
    [InlineData(null, "", "C.UTF-8")]
    public void The_locale_is_the_first_that_is_set(string? all, string? time, string? lang)
    {
        var locale = LibraryLocale.Find(name => name switch { "LC_ALL" => all, "LC_TIME" => time, "LANG" => lang, _ => null });
        Assert.Same(TimeLocale.C, locale);
    }

    [Fact]
    public void The_uptime_is_read_from_where_the_kernel_shows_it()
    {
        Assert.True(new MachineTime().TryReadUptime(out var seconds, out _));
        Assert.InRange(seconds, 1, 1e9);
        Assert.InRange(new MachineTime().NowSeconds, 1_700_000_000, 10_000_000_000);
    }

    [Fact]
    public void An_uptime_that_cannot_be_read_has_a_reason()
    {
        Assert.False(new MachineTime("/nowhere/uptime").TryReadUptime(out _, out var reason));
        Assert.Equal("No such file or directory", reason);
        Assert.False(new MachineTime("/etc/hostname").TryReadUptime(out _, out reason));
        Assert.Equal("Invalid argument", reason);
    }
}
