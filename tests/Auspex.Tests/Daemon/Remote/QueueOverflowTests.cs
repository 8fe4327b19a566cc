using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Tests.Daemon.Logs;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>What is done while the queue is full.</summary>
public sealed class QueueOverflowTests
{
    private readonly NotedActions actions = new();
    private int suspended;

    [Fact]
    public void The_first_five_are_told_and_in_the_end_how_many()
    {
        var overflow = Overflow(DaemonAction.Syslog);
        overflow.OnRoom();
        for (var i = 0; i < 100; i++) overflow.OnFull();
        overflow.OnRoom();
        overflow.OnRoom();
        overflow.OnFull();
        overflow.OnRoom();
        Assert.Equal(
            [.. Enumerable.Repeat("queue is full - dropping event", 5), "queue has room again - 100 events were dropped", "queue is full - dropping event"],
            actions.Notes);
        Assert.Equal(101, overflow.Dropped);
    }

    [Theory]
    [InlineData(DaemonAction.Ignore, "")]
    [InlineData(DaemonAction.Suspend, "Audisp-remote is suspending event processing due to overflowing its queue.")]
    [InlineData(DaemonAction.Single, "Audisp-remote is now changing the system to single user mode due to overflowing its queue|single")]
    [InlineData(DaemonAction.Halt, "Audisp-remote is now halting the system due to overflowing its queue|halt")]
    internal void Other_actions_are_taken_once_until_there_is_room(DaemonAction action, string notes)
    {
        var overflow = Overflow(action);
        for (var i = 0; i < 3; i++) overflow.OnFull();
        Assert.Equal(notes, string.Join('|', actions.Notes));
        Assert.Equal(action == DaemonAction.Suspend ? 1 : 0, suspended);
        Assert.Equal(3, overflow.Dropped);
    }

    private QueueOverflow Overflow(DaemonAction action) => new(action, actions, () => suspended++);
}
