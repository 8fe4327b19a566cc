using Auspex.Kernel;
using Auspex.Kernel.Apply;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Tests.Rules.Plan;

namespace Auspex.Tests.Kernel.Apply;

public sealed class RuleApplierTests
{
    private const int ENOENT = 2, EINVAL = 22;

    private static readonly WantedRules Before = Planning.Wanted("-b 64\n" + string.Join('\n', Planning.Lines(60).Reverse()) + "\n-a never,task -F pid=1\n");

    private static readonly WantedRules After = Planning.Wanted(
        "-b 8192\n-f 2\n" + string.Join('\n', Planning.Lines(200)) + "\n-a always,exclude -F msgtype=CWD\n-e 1\n", "new.rules");

    [Fact]
    public void The_kernel_ends_with_what_is_wanted_and_a_second_run_sends_nothing()
    {
        var kernel = Kernel(Before);
        Assert.Equal(ApplyResult.Applied, new RuleApplier(kernel).Apply(After).Result);
        AssertHolds(kernel, After);
        kernel.Changes.Clear();
        Assert.Equal(ApplyResult.Unchanged, new RuleApplier(kernel).Apply(After).Result);
        Assert.Empty(kernel.Changes);
    }

    [Fact]
    public void A_refusal_at_any_request_puts_everything_back()
    {
        var requests = Requests();
        Assert.True(requests > 200, $"{requests}");
        for (var refused = 0; refused < requests; refused++)
        {
            var kernel = Kernel(Before);
            var (rules, status) = (kernel.ListRules(), kernel.Status);
            var count = 0;
            kernel.BeforeChange = _ =>
            {
                if (count++ == refused) throw new KernelException("do it", EINVAL, "Invalid argument");
            };
            var outcome = new RuleApplier(kernel).Apply(After);
            Assert.True(outcome.Result == ApplyResult.PutBack, $"request {refused}: {outcome}");
            Assert.Equal(EINVAL, outcome.Refusal!.Errno);
            Assert.True(RulePlan.IsSame(kernel.ListRules(), rules), $"request {refused}");
            Assert.Equal(status, kernel.Status);
        }
    }

    [Fact]
    public void The_refused_rule_is_named_with_its_place_and_the_reason()
    {
        var kernel = Kernel(Before);
        var refused = After.Rules[100];
        kernel.RefusesRule = r => r.Equals(refused.Wire) ? EINVAL : 0;
        var outcome = new RuleApplier(kernel).Apply(After);
        Assert.Equal(ApplyResult.PutBack, outcome.Result);
        Assert.Equal(refused.Wire, outcome.Refusal!.Rule);
        Assert.Equal("new.rules(103,1)", outcome.Refusal.Place.ToString());
        Assert.StartsWith("the kernel does not take such a rule", outcome.Refusal.Reason, StringComparison.Ordinal);
        AssertHolds(kernel, Before);
    }

    [Fact]
    public void Killed_at_any_request_the_next_run_ends_in_what_is_wanted()
    {
        var requests = Requests();
        for (var killed = 0; killed < requests; killed++)
        {
            var kernel = Kernel(Before);
            var count = 0;
            kernel.BeforeChange = _ =>
            {
                if (count++ == killed) throw new OperationCanceledException("killed");
            };
            Assert.Throws<OperationCanceledException>(() => new RuleApplier(kernel).Apply(After));
            kernel.BeforeChange = null;
            Assert.NotEqual(ApplyResult.Broken, new RuleApplier(kernel).Apply(After).Result);
            AssertHolds(kernel, After);
        }
    }

    [Fact]
    public void Killed_while_putting_back_the_next_run_ends_in_what_is_wanted()
    {
        for (var killed = 1; killed < 200; killed += 7)
        {
            var kernel = Kernel(Before);
            var count = 0;
            kernel.BeforeChange = _ =>
            {
                if (count == 150) throw KernelRefusal(ref count);
                if (count++ == 150 + killed) throw new OperationCanceledException("killed");
            };
            try
            {
                Assert.Equal(ApplyResult.PutBack, new RuleApplier(kernel).Apply(After).Result); // when killed never came
            }
            catch (OperationCanceledException)
            {
                Assert.True(count > 150);
            }

            kernel.BeforeChange = null;
            Assert.Equal(ApplyResult.Applied, new RuleApplier(kernel).Apply(After).Result);
            AssertHolds(kernel, After);
        }
    }

    [Fact]
    public void A_rule_that_could_not_come_back_is_not_taken_away()
    {
        const string watch = "-w /gone/file -p wa -k gone\n";
        var before = Planning.Wanted(watch + string.Join('\n', Planning.Lines(3)));
        var kernel = Kernel(before);
        kernel.RefusesRule = static r => r.GetCondition(0).Field == RuleField.Path ? ENOENT : 0;
        var outcome = new RuleApplier(kernel).Apply(Planning.Wanted(string.Join('\n', Planning.Lines(3)) + "\n" + watch));
        Assert.Equal(ApplyResult.PutBack, outcome.Result);
        Assert.Equal("/gone/file: the directory that holds it does not exist", outcome.Refusal!.Reason);
        Assert.Equal(4, outcome.Refusal.Place!.Value.Line);
        AssertHolds(kernel, before);
        Assert.DoesNotContain("delete rule", kernel.Changes, StringComparer.Ordinal);
    }

    [Fact]
    public void What_cannot_be_put_back_is_told()
    {
        var kernel = Kernel(Planning.Wanted(string.Join('\n', Planning.Lines(2))));
        var isBroken = false;
        kernel.RefusesRule = r =>
        {
            isBroken |= r.HasKey("bad"u8);
            return isBroken ? EINVAL : 0;
        };
        var wanted = Planning.Wanted(string.Join('\n', Planning.Lines(2).Reverse()) + "\n-a always,exit -S all -F pid=5 -F key=bad");
        var outcome = new RuleApplier(kernel).Apply(wanted);
        Assert.Equal(ApplyResult.Broken, outcome.Result);
        Assert.NotEmpty(outcome.Unrestored);
    }

    [Fact]
    public void A_locked_kernel_is_left_alone()
    {
        var kernel = Kernel(Before);
        kernel.Status = kernel.Status with { Enabled = EnabledState.Locked };
        kernel.Changes.Clear();
        var outcome = new RuleApplier(kernel).Apply(After);
        Assert.Equal(ApplyResult.Locked, outcome.Result);
        Assert.False(outcome.Plan.IsEmpty);
        Assert.Empty(kernel.Changes);
    }

    [Fact]
    public void What_cannot_be_taken_back_comes_last()
    {
        var kernel = Kernel(Before);
        kernel.Changes.Clear();
        var wanted = Planning.Wanted("-e 2\n--loginuid-immutable\n-b 8192\n" + string.Join('\n', Planning.Lines(3)));
        Assert.Equal(ApplyResult.Applied, new RuleApplier(kernel).Apply(wanted).Result);
        Assert.Equal("backlog_limit=8192", kernel.Changes[0]);
        Assert.Equal(["features", "enabled=2"], kernel.Changes[^2..]);
    }

    [Fact]
    public void Another_program_between_is_noticed()
    {
        var kernel = Kernel(Before);
        var other = Planning.Wanted("-a always,exit -S all -F pid=77 -F key=other").Rules[0].Wire;
        var isDone = false;
        kernel.BeforeChange = what =>
        {
            if (isDone || what != "failure=2") return;
            isDone = true;
            kernel.AddRule(other);
        };
        var outcome = new RuleApplier(kernel).Apply(After);
        Assert.Equal(ApplyResult.PutBack, outcome.Result);
        Assert.Equal(0, outcome.Refusal!.Errno);
        AssertHolds(kernel, Before);
    }

    private static KernelException KernelRefusal(ref int count)
    {
        count++;
        return new KernelException("do it", EINVAL, "Invalid argument");
    }

    private static FakeAuditControl Kernel(WantedRules rules)
    {
        var kernel = new FakeAuditControl();
        foreach (var rule in rules.Rules) kernel.AddRule(rule.Wire);
        return kernel;
    }

    private static int Requests()
    {
        var kernel = Kernel(Before);
        kernel.Changes.Clear();
        Assert.Equal(ApplyResult.Applied, new RuleApplier(kernel).Apply(After).Result);
        return kernel.Changes.Count;
    }

    private static void AssertHolds(FakeAuditControl kernel, WantedRules wanted)
    {
        Assert.True(RulePlan.IsSame(kernel.ListRules(), [.. wanted.Rules.Select(r => r.Wire)]));
        if (wanted.Find(RuleSetting.BacklogLimit) is { } limit) Assert.Equal(limit, kernel.Status.BacklogLimit);
        if (wanted.Find(RuleSetting.Failure) is { } failure) Assert.Equal(failure, (uint)kernel.Status.Failure);
    }
}
