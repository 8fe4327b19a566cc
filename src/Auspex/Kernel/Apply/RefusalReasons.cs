using System.Text;
using Auspex.Rules;

namespace Auspex.Kernel.Apply;

/// <summary>The kernel's refusals of rules in words. Source: errno(3) and auditctl(8); what a current kernel answers.</summary>
internal static class RefusalReasons
{
    private const int EPERM = 1, ENOENT = 2, ENOMEM = 12, EACCES = 13, EEXIST = 17, ENOTDIR = 20, EINVAL = 22, ENOSPC = 28;
    private const int ENAMETOOLONG = 36, ELOOP = 40, ETIMEDOUT = 110, ECONNREFUSED = 111;

    /// <summary>Why a request about <paramref name="rule"/> was refused.</summary>
    public static string Of(int errno, RuleWire? rule) => errno switch
    {
        EPERM => "not permitted: CAP_AUDIT_CONTROL is missing, or the rules have been locked",
        EACCES => "not permitted here",
        EEXIST => "the kernel has this rule already",
        ENOENT when PathOf(rule) is { Length: > 0 } path => $"{path}: the directory that holds it does not exist",
        ENOENT => "the kernel has no such rule",
        ENOTDIR => $"{PathOf(rule)}: a part of the path is no directory",
        ELOOP => $"{PathOf(rule)}: too many symbolic links",
        ENAMETOOLONG => $"{PathOf(rule)}: the path is too long",
        EINVAL => "the kernel does not take such a rule: a field, operator, value or combination that it does not know on this list",
        ENOMEM => "the kernel has no memory for it",
        ENOSPC => "the kernel has no room for more watches",
        ETIMEDOUT => "the kernel did not answer",
        ECONNREFUSED => "there is no audit in this kernel",
        _ => "see errno(3)",
    };

    private static string PathOf(RuleWire? rule)
    {
        for (var i = 0; rule is not null && i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field is RuleField.Path or RuleField.Dir or RuleField.Exe) return Encoding.UTF8.GetString(condition.Text);
        }

        return "";
    }
}
