using System.Text;
using Auspex.Linux.Users;

namespace Auspex.Tests.Linux.Users;

public sealed class UserIdsTests
{
    [Fact]
    public void Users_have_the_ids_that_the_machine_says()
    {
        var ids = new UserIds();
        foreach (var line in File.ReadLines("/etc/passwd").Select(l => l.Split(':')).Where(l => l.Length > 2).DistinctBy(l => l[0], StringComparer.Ordinal))
        {
            Assert.True(ids.TryGetId(Encoding.UTF8.GetBytes(line[0]), out var uid));
            Assert.Equal(uint.Parse(line[2], null), uid);
        }
    }

    [Fact]
    public void Unknown_names_are_remembered()
    {
        var ids = new UserIds();
        Assert.False(ids.TryGetId("nobody-at-all"u8, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Assert.False(ids.TryGetId("nobody-at-all"u8, out _));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_no_name_is_nobodys()
    {
        var ids = new UserIds();
        Assert.False(ids.TryGetId(default, out _));
        Assert.False(ids.TryGetId("root\0x"u8, out _));
        Assert.False(ids.TryGetId(new byte[UserIds.MaxNameBytes + 1], out _));
        Assert.False(ids.TryGetId([0xFF, 0xFE], out _));
    }
}
