using Auspex.Daemon.Configuration;
using Auspex.Daemon.Queues;
using Auspex.Tests.Daemon.Logs;

namespace Auspex.Tests.Daemon.Queues;

/// <summary>overflow_action. Source: spec 8.3.</summary>
public sealed class OverflowPolicyTests
{
    private readonly NotedActions actions = new();
    private readonly OverflowPolicy policy;

    public OverflowPolicyTests() => policy = new OverflowPolicy(actions);

    [Theory]
    [InlineData(DaemonAction.Ignore, "")]
    [InlineData(DaemonAction.Syslog, "queue to plugins is full - dropping event")]
    [InlineData(DaemonAction.Suspend, "Auditd is suspending event passing to plugins due to overflowing its queue.")]
    [InlineData(DaemonAction.Single, "Auditd is now changing the system to single user mode due to overflowing its queue|single")]
    [InlineData(DaemonAction.Halt, "Auditd is now halting the system due to overflowing its queue|halt")]
    internal void Each_action_does_what_it_says(DaemonAction action, string expected)
    {
        policy.Overflow(action);
        Assert.Equal(expected, string.Join('|', actions.Notes));
        Assert.True(policy.HasOverflowed);
        Assert.Equal(action == DaemonAction.Suspend, policy.IsSuspended);
    }

    [Fact]
    public void After_five_notices_there_is_silence_until_the_configuration_is_read_again()
    {
        for (var i = 0; i < 20; i++) policy.Overflow(DaemonAction.Syslog);
        Assert.Equal(6, actions.Notes.Count);
        Assert.Equal("auditd queue full reporting limit reached - ending dropped event notifications", actions.Notes[5]);
        policy.Reset();
        policy.Overflow(DaemonAction.Syslog);
        Assert.Equal(7, actions.Notes.Count);
    }

    [Fact]
    public void Suspension_is_told_once_and_ends_when_told_to()
    {
        policy.Overflow(DaemonAction.Suspend);
        policy.Overflow(DaemonAction.Suspend);
        Assert.Single(actions.Notes);
        policy.Resume();
        Assert.False(policy.IsSuspended);
        policy.Overflow(DaemonAction.Suspend);
        policy.Reset();
        Assert.False(policy.IsSuspended);
        Assert.Equal(2, actions.Notes.Count);
    }
}
