using Auspex.Linux.Users;

namespace Auspex.Tests.Linux.Users;

public sealed class UserNamesTests
{
    [Fact]
    public void Root_is_known_and_others_as_the_machine_says()
    {
        var names = new UserNames();
        Assert.True(names.TryGetUser(0, out var root));
        Assert.Equal("root"u8, root);
        Assert.True(names.TryGetGroup(0, out var group));
        Assert.Equal("root"u8, group);
        foreach (var line in File.ReadLines("/etc/passwd").Select(l => l.Split(':')).Where(l => l.Length > 2).DistinctBy(l => l[2], StringComparer.Ordinal))
        {
            Assert.True(names.TryGetUser(uint.Parse(line[2], null), out var name));
            Assert.Equal(line[0], System.Text.Encoding.UTF8.GetString(name));
        }
    }

    [Fact]
    public void Unknown_and_unset_ids_have_no_name_and_are_remembered()
    {
        var names = new UserNames();
        Assert.False(names.TryGetUser(uint.MaxValue, out var unset));
        Assert.True(unset.IsEmpty);
        Assert.False(names.TryGetUser(3_999_999_999, out _));
        Assert.False(names.TryGetGroup(3_999_999_999, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) names.TryGetUser(3_999_999_999, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Many_ids_do_not_make_it_grow_without_bound_and_names_stay_valid()
    {
        var names = new UserNames();
        Assert.True(names.TryGetUser(0, out var root));
        for (var id = 3_000_000_000u; id < 3_000_000_000u + UserNames.MaxRemembered + 10; id++) Assert.False(names.TryGetUser(id, out _));
        Assert.Equal("root"u8, root);
        Assert.True(names.TryGetUser(0, out _));
    }
}
