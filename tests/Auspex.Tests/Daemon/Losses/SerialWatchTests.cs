using Auspex.Daemon.Losses;
using Auspex.Events;
using Auspex.Tests.Support;

namespace Auspex.Tests.Daemon.Losses;

/// <summary>Holes in the kernel's serials.</summary>
public sealed class SerialWatchTests
{
    private readonly List<LossRecord> found = [];

    [Fact]
    public void What_comes_late_is_no_hole()
    {
        var watch = new SerialWatch(found.Add);
        foreach (var serial in (uint[])[10, 11, 14, 13, 12, 12, 15]) watch.Add(serial, 1000);
        watch.Settle();
        Assert.Empty(found);
    }

    [Fact]
    public void A_run_of_missing_serials_is_one_hole()
    {
        var watch = new SerialWatch(found.Add);
        foreach (var serial in (uint[])[10, 11, 15, 16, 18]) watch.Add(serial, 1000 + serial);
        watch.Settle();
        Assert.Equal([(12UL, 14UL), (17UL, 17UL)], found.Select(h => (h.First, h.Last)));
        Assert.Equal(4, watch.Missing);
    }

    [Fact]
    public void A_jump_beyond_the_window_is_one_hole()
    {
        var watch = new SerialWatch(found.Add);
        watch.Add(10, 1);
        watch.Add(1_000_000, 2);
        watch.Settle();
        Assert.Equal([(11UL, 999_999UL)], found.Select(h => (h.First, h.Last)));
    }

    [Fact]
    public void Serials_wrap_around()
    {
        var watch = new SerialWatch(found.Add);
        foreach (var serial in (uint[])[uint.MaxValue - 1, uint.MaxValue, 0, 2]) watch.Add(serial, 1);
        watch.Settle();
        Assert.Equal([(1UL, 1UL)], found.Select(h => (h.First, h.Last)));
    }

    [Fact]
    public void Random_streams_lose_exactly_what_was_left_out()
    {
        var random = Seeded.New(out _);
        for (var round = 0; round < 50; round++)
        {
            found.Clear();
            var watch = new SerialWatch(found.Add);
            var serials = Enumerable.Range(0, 30_000).Select(i => (uint)(4_294_960_000L + i)).ToList();
            var left = serials.Skip(1).Where(_ => random.Next(50) == 0).ToHashSet();
            left.Remove(serials[^1]);
            var stream = serials.Where(s => !left.Contains(s)).ToArray();
            for (var i = 1; i + 40 < stream.Length; i++)
            {
                var other = i + random.Next(40);
                (stream[i], stream[other]) = (stream[other], stream[i]);
            }

            foreach (var serial in stream) watch.Add(serial, 1);
            watch.Settle();
            var missing = found.SelectMany(h => Enumerable.Range(0, (int)h.Count).Select(i => (uint)h.First + (uint)i)).ToList();
            Assert.Equal(serials.Where(left.Contains), missing);
        }
    }
}
