using Auspex.Rules;

namespace Auspex.Tests.Rules;

public sealed class RuleObstaclesTests
{
    private static readonly IReadOnlyList<RuleWire> Own = ProcessRules.For("x86_64"u8);

    [Fact]
    public void Never_on_the_task_list_is_one() =>
        Assert.Equal([RuleObstacle.NeverTask], Find(new RuleBuilder(RuleList.Task, RuleAction.Never)));

    [Theory]
    [InlineData(0xC000003Eu, 59, true)] // execve
    [InlineData(0x40000003u, 11, true)] // execve of the 32-bit table
    [InlineData(0x40000003u, 59, false)] // oldolduname there
    [InlineData(0xC000003Eu, 2, false)] // open
    public void Never_on_the_exit_list_is_one_when_it_takes_such_a_call(uint arch, int syscall, bool expected)
    {
        var rule = new RuleBuilder(RuleList.Exit, RuleAction.Never).Where(RuleField.Arch, RuleOperator.Equal, arch).WithSyscalls(syscall);
        Assert.Equal(expected ? [RuleObstacle.NeverExit] : [], Find(rule));
    }

    [Fact]
    public void Without_an_architecture_the_number_counts_in_every_table() =>
        Assert.Equal([RuleObstacle.NeverExit], Find(new RuleBuilder(RuleList.Exit, RuleAction.Never).WithSyscalls(11)));

    [Fact]
    public void Behind_ours_it_does_no_harm()
    {
        var never = new RuleBuilder(RuleList.Exit, RuleAction.Never).WithSyscalls(59).Build();
        Assert.Empty(RuleObstacles.Find([.. Own, never], Own));
        Assert.Single(RuleObstacles.Find([never, .. Own], Own));
    }

    [Fact]
    public void Always_on_the_exit_list_is_none() =>
        Assert.Empty(Find(new RuleBuilder(RuleList.Exit, RuleAction.Always).WithSyscalls(59)));

    [Theory]
    [InlineData(1309u, true)] // EXECVE
    [InlineData(1300u, true)] // SYSCALL
    [InlineData(1404u, false)] // MAC_STATUS
    public void Exclusion_is_one_when_it_takes_such_a_record(uint type, bool expected)
    {
        var rule = new RuleBuilder(RuleList.Exclude, RuleAction.Always).Where(RuleField.MsgType, RuleOperator.Equal, type);
        Assert.Equal(expected ? [RuleObstacle.Exclude] : [], Find(rule));
    }

    [Fact]
    public void Exclusion_without_a_type_takes_every_record() => Assert.Equal(
        [RuleObstacle.Exclude], Find(new RuleBuilder(RuleList.Exclude, RuleAction.Never).Where(RuleField.Uid, RuleOperator.Equal, 0)));

    private static IEnumerable<RuleObstacle> Find(RuleBuilder rule) => RuleObstacles.Find([rule.Build()], Own).Select(o => o.Obstacle);
}
