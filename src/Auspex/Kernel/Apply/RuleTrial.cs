using Auspex.Rules;

namespace Auspex.Kernel.Apply;

/// <summary>A rule that is like another one to the kernel's checks, and still another rule.</summary>
internal static class RuleTrial
{
    /// <summary>The key of such rules.</summary>
    public static ReadOnlySpan<byte> Key => "auspex-trial"u8;

    /// <summary>True when the kernel may take a rule one day and refuse it the next: it names a path.</summary>
    public static bool IsNeeded(RuleWire rule)
    {
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            if (rule.GetCondition(i).Field is RuleField.Path or RuleField.Dir or RuleField.Exe) return true;
        }

        return false;
    }

    /// <summary>The rule under the key of trials.</summary>
    public static RuleWire Of(RuleWire rule)
    {
        var builder = new RuleBuilder(rule.List, rule.Action);
        if (!rule.AllSyscalls) builder.WithSyscalls([.. Enumerable.Range(0, RuleWire.MaxSyscalls).Where(rule.HasSyscall)]);
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field == RuleField.Key) continue;
            if (RuleCondition.HasText(condition.Field)) builder.Where(condition.Field, condition.Operator, condition.Text);
            else builder.Where(condition.Field, condition.Operator, condition.Value);
        }

        return builder.WithKey(Key).Build();
    }
}
