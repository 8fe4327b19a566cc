using System.Text;
using Auspex.Daemon.Plugins;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>What waits for a receiver.</summary>
public sealed class OutgoingQueueTests
{
    [Fact]
    public void Records_come_out_as_they_went_in_also_in_parts_and_around_the_end()
    {
        var queue = new OutgoingQueue(100);
        var random = new Random(7);
        var (added, taken) = (0, 0);
        var got = new StringBuilder();
        while (taken < 2000)
        {
            while (added < 2000 && random.Next(3) > 0 && queue.TryAdd(Encoding.ASCII.GetBytes($"record {added}\n"))) added++;
            while (queue.Count > 0 && random.Next(3) > 0)
            {
                var part = queue.Next[..random.Next(1, queue.Next.Length + 1)];
                got.Append(Encoding.ASCII.GetString(part));
                var before = queue.Count;
                queue.Took(part.Length);
                taken += before - queue.Count;
            }
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, 2000).Select(i => $"record {i}\n")), got.ToString());
    }

    [Fact]
    public void What_finds_no_room_is_refused()
    {
        var queue = new OutgoingQueue(2);
        Assert.True(queue.TryAdd("a"u8));
        Assert.True(queue.TryAdd("b"u8));
        Assert.False(queue.TryAdd("c"u8));
        queue.Took(1);
        Assert.True(queue.TryAdd("c"u8));
        Assert.Equal((2, 2), (queue.Count, queue.MaxCount));
        var small = new OutgoingQueue(100, 10);
        Assert.True(small.TryAdd("12345678"u8));
        Assert.False(small.TryAdd("abc"u8));
        Assert.True(small.TryAdd("ab"u8));
        small.Drop();
        Assert.True(small.TryAdd("12345678"u8));
    }

    [Fact]
    public void A_record_that_was_taken_in_part_begins_again_for_the_next_receiver()
    {
        var queue = new OutgoingQueue(2);
        Assert.True(queue.TryAdd("whole"u8));
        queue.Took(3);
        Assert.True(queue.IsWithin);
        queue.Rewind();
        Assert.Equal("whole"u8.ToArray(), queue.Next.ToArray());
    }
}
