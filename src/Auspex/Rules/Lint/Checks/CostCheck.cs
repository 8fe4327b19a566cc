using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Lint.Checks;

/// <summary>What a rule costs and what it brings: hot calls, order of fields, keys.</summary>
internal static class CostCheck
{
    /// <summary>Calls that ordinary programs make many times a second, each.</summary>
    private static readonly HashSet<string> Hot = new(StringComparer.Ordinal)
    {
        "read", "write", "readv", "writev", "pread64", "pwrite64", "close", "lseek", "_llseek", "poll", "ppoll", "select", "pselect6",
        "epoll_wait", "epoll_pwait", "futex", "mmap", "mmap2", "munmap", "mprotect", "madvise", "brk", "rt_sigaction", "rt_sigprocmask",
        "ioctl", "fcntl", "fcntl64", "stat", "stat64", "fstat", "fstat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx",
        "getpid", "gettid", "clock_gettime", "gettimeofday", "nanosleep", "clock_nanosleep", "sched_yield", "open", "openat", "access",
        "readlink", "getdents64", "recvfrom", "recvmsg", "sendto", "sendmsg",
    };

    public static void Run(LintSet set)
    {
        foreach (var rule in set.Rules)
        {
            CheckKey(set, rule);
            CheckOrder(set, rule);
            if (rule.Wire is { List: RuleList.Exit, Action: RuleAction.Always } && !rule.Rule.Terms.Any(Narrows)) CheckCalls(set, rule);
        }
    }

    private static void CheckKey(LintSet set, LintedRule rule)
    {
        if (rule.Wire.MakesEvents && rule.Rule.Keys.Count == 0)
            set.Report(LintCode.NoKey, rule.Place, "no key: a search cannot ask for what this rule found", "-F key=NAME at the end");
        else if (!rule.Wire.MakesEvents && rule.Rule.Keys.Count > 0)
            set.Report(LintCode.KeyWithoutEvents, rule.Rule.Keys[0].Place, "the rule makes no events that could carry its key", "take the key away, unless auditctl -D -k shall find the rule");
    }

    /// <summary>The kernel tests field by field and stops at the first that does not hold.</summary>
    private static void CheckOrder(LintSet set, LintedRule rule)
    {
        var costly = rule.Rule.Terms.FirstOrDefault(t => IsCostly(t.Field));
        if (costly is null) return;
        var cheap = rule.Rule.Terms.SkipWhile(t => t != costly).FirstOrDefault(t => IsCheap(t.Field));
        if (cheap is null) return;
        set.Report(LintCode.CostlyFirst, costly.Place, $"{Name(costly.Field)} costs more than {Name(cheap.Field)}, and is tested before it", $"{Name(cheap.Field)} before {Name(costly.Field)}");
    }

    private static void CheckCalls(LintSet set, LintedRule rule)
    {
        var machine = rule.Wire.Arch is { } arch ? Machines.FromArch((AuditArch)arch) : set.Host.Machine;
        const string advice = "name the calls, or narrow by path, exe, user, exit or success=0";
        if (rule.TakesAllCalls)
        {
            // A rule for all calls of the other width finds such programs where there should be none.
            if (machine == set.Host.Machine)
                set.Report(LintCode.AllCalls, rule.Rule.Syscalls.Count > 0 ? rule.Rule.Syscalls[0].Place : rule.Place, "an event for every system call of every process", advice);
            return;
        }

        var hot = rule.Rule.Syscalls.Where(s => Hot.Contains(s.ToString())).ToList();
        if (hot.Count == 0) return;
        set.Report(LintCode.HotCalls, hot[0].Place, $"programs call {string.Join(", ", hot)} all the time, and nothing narrows the rule", advice);
    }

    /// <summary>Compared with a text, or with what a module makes of a label.</summary>
    private static bool IsCostly(RuleField field) =>
        field is RuleField.Exe or (>= RuleField.SubjUser and <= RuleField.SubjClr) or (>= RuleField.ObjUser and <= RuleField.ObjLevHigh);

    private static bool IsCheap(RuleField field) => field is (>= RuleField.Pid and <= RuleField.Arch) or RuleField.Ppid
        or RuleField.SessionId or RuleField.Exit or RuleField.Success or (>= RuleField.A0 and <= RuleField.A3);

    /// <summary>True for a condition that few calls fulfil; most calls succeed, and most are made by people's programs.</summary>
    private static bool Narrows(RuleTerm term) => term.Field switch
    {
        RuleField.Arch or RuleField.Pers or RuleField.MsgType => false,
        RuleField.Success => (term.Operator == RuleOperator.Equal) == (term.Value == 0),
        (>= RuleField.Uid and <= RuleField.Auid) or RuleField.SessionId => term.Operator == RuleOperator.Equal,
        RuleField.Exit or RuleField.Pid or RuleField.Ppid or RuleField.Exe => term.Operator != RuleOperator.NotEqual,
        _ => true,
    };

    private static string Name(RuleField field) =>
        RuleFieldNames.Table.TryGetName((uint)field, out var name) ? Encoding.UTF8.GetString(name) : field.ToString();
}
