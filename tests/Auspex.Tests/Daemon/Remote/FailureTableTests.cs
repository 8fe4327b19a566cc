using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>What failures come to. Source: spec 8.5, the table of failure actions.</summary>
public sealed class FailureTableTests
{
    [Theory]
    [InlineData(FailureAction.Ignore, true, null)]
    [InlineData(FailureAction.Syslog, true, "remote server's disk is full, M")]
    [InlineData(FailureAction.Exec, true, null)]
    [InlineData(FailureAction.WarnOnceContinue, true, "remote server's disk is full, M")]
    [InlineData(FailureAction.WarnOnce, false, "remote server's disk is full, M")]
    [InlineData(FailureAction.Suspend, false, "suspending remote logging due to remote server's disk is full")]
    [InlineData(FailureAction.Reconnect, false, "remote logging disconnected due to remote server's disk is full, will attempt reconnection")]
    [InlineData(FailureAction.Single, false, "remote logging is switching system to single user mode due to remote server's disk is full")]
    [InlineData(FailureAction.Halt, false, "remote logging halting system due to remote server's disk is full")]
    [InlineData(FailureAction.Stop, false, "remote logging stopping due to remote server's disk is full, M")]
    internal void Each_action_has_its_text_and_says_whether_the_record_is_kept(FailureAction action, bool continues, string? text)
    {
        var verdict = new FailureTable(new RemoteConfig { DiskFull = new(action) }).Decide(FailureKind.DiskFull, "M");
        Assert.Equal((continues, text, 3), (verdict.Continues, verdict.Text, verdict.Priority));
    }

    [Fact]
    public void What_warns_once_warns_again_after_a_record_was_sent()
    {
        var table = new FailureTable(new RemoteConfig { DiskFull = new(FailureAction.WarnOnce), DiskError = new(FailureAction.WarnOnceContinue) });
        Assert.NotNull(table.Decide(FailureKind.DiskFull, "").Text);
        Assert.Null(table.Decide(FailureKind.DiskFull, "").Text);
        Assert.True(table.Decide(FailureKind.DiskError, "").Continues);
        Assert.Equal((false, null), (table.Decide(FailureKind.DiskError, "").Continues, table.Decide(FailureKind.DiskError, "").Text));
        table.OnSent();
        Assert.NotNull(table.Decide(FailureKind.DiskFull, "").Text);
        Assert.True(table.Decide(FailureKind.DiskError, "").Continues);
    }

    [Theory]
    [InlineData(FailureKind.Network, "network failure", 4)]
    [InlineData(FailureKind.DiskLow, "remote server is low on disk space", 4)]
    [InlineData(FailureKind.DiskFull, "remote server's disk is full", 3)]
    [InlineData(FailureKind.DiskError, "remote server has a disk error", 3)]
    [InlineData(FailureKind.RemoteEnding, "remote server is going down", 4)]
    [InlineData(FailureKind.GenericError, "unrecognized remote error", 3)]
    [InlineData(FailureKind.GenericWarning, "unrecognized remote warning", 4)]
    [InlineData(FailureKind.QueueError, "queue error", 3)]
    [InlineData(FailureKind.Startup, "startup network failure", 4)]
    internal void Each_failure_has_its_name_and_weight(FailureKind kind, string name, int priority)
    {
        var setting = new FailureSetting(FailureAction.Syslog);
        var table = new FailureTable(new RemoteConfig
        {
            NetworkFailure = setting,
            DiskLow = setting,
            DiskFull = setting,
            DiskError = setting,
            RemoteEnding = setting,
            GenericError = setting,
            GenericWarning = setting,
            QueueError = setting,
            StartupFailure = setting,
        });
        Assert.Equal((name + ", M", priority), (table.Decide(kind, "M").Text, table.Decide(kind, "M").Priority));
    }
}
