using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>A collector's log holds several machines, whose pids, users and times are their own.</summary>
public sealed class NodeTests
{
    [Theory]
    [InlineData("watch -q")]
    [InlineData("tree")]
    [InlineData("ps --exited")]
    [InlineData("ps --exited --user web-user")]
    public void Each_machine_has_its_own_processes(string command)
    {
        var result = AuspexTool.Run([.. command.Split(' '), "--utc", "--if", Recorded.Nodes]);
        Assert.Equal(0, result.ExitCode);
        Recorded.CheckGolden($"nodes_{command.Replace(' ', '_')}.golden", result.Output + result.Errors);
    }

    [Fact]
    public void Identities_hold_the_machine()
    {
        var lines = AuspexTool.Run("watch", "--json", "--if", Recorded.Nodes, "--pid", "1000", "--only", "exec").Lines;
        Assert.Contains("\"node\":\"web1\",\"pid\":1000,\"ppid\":900,\"id\":\"web1/00000000-1000-", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"node\":\"db1\",\"pid\":1000,\"ppid\":800,\"id\":\"db1/00000000-1000-", lines[1], StringComparison.Ordinal);
        var child = Assert.Single(AuspexTool.Run("watch", "--json", "--if", Recorded.Nodes, "--pid", "1001", "--only", "exec").Lines);
        Assert.Contains("\"parent_id\":\"web1/00000000-1000-", child, StringComparison.Ordinal);
    }

    [Fact]
    public void Users_have_the_names_that_the_records_carry()
    {
        var lines = AuspexTool.Run("watch", "--json", "--if", Recorded.Nodes, "--only", "exec").Lines;
        Assert.Contains("\"auid\":70001,\"auid_name\":\"web-user\",\"uid\":70001,\"uid_name\":\"web-user\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"auid\":70002,\"auid_name\":null", lines[1], StringComparison.Ordinal); // its own machine knew no name
        Assert.Equal(2, AuspexTool.Run("watch", "--json", "--if", Recorded.Nodes, "--only", "exec", "--auid", "web-user").Lines.Length);
        Assert.Equal(3, AuspexTool.Run("watch", "--json", "--if", Recorded.Nodes, "--only", "exec", "--auid", "70001").Lines.Length);
    }

    [Fact]
    public void A_name_that_nobody_knows_is_told()
    {
        var result = AuspexTool.Run("watch", "-q", "--if", Recorded.Nodes, "--user", "nobody-at-all");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("auspex: no user is called 'nobody-at-all', neither in the logs nor on this machine\n", result.Errors);
    }
}
