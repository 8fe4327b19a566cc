using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Rules;

namespace Auspex.Tests.Linux;

/// <summary>What the kernel lists.</summary>
public sealed class ReceivedRulesTests
{
    private const ushort ListRules = 1013;
    private const ushort Done = 3;

    private readonly RuleWire rule = new RuleBuilder(RuleList.Exit, RuleAction.Always).WithSyscalls(59).Build();

    [Fact]
    public void A_listing_is_all_its_rules_up_to_the_end()
    {
        var rules = new ReceivedRules();
        Assert.False(rules.Take(ListRules, rule.Bytes));
        Assert.True(rules.Take(Done, default));
        Assert.Equal([rule], rules.ToList());
    }

    [Fact]
    public void A_rule_that_cannot_be_read_is_not_passed_over()
    {
        var rules = new ReceivedRules();
        rules.Take(ListRules, rule.Bytes);
        rules.Take(ListRules, rule.Bytes[..100]);
        rules.Take(Done, default);
        var thrown = Assert.Throws<KernelException>(() => rules.ToList());
        Assert.Contains("1 of 2 audit rules", thrown.Message, StringComparison.Ordinal);
    }
}
