using System.Globalization;
using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Words;

/// <summary>Says in words what a rule does. One thread at a time.</summary>
internal sealed partial class RuleWords
{
    private const int MaxNamedCalls = 12;

    private readonly Machine native;

    /// <summary>Words for the rules of one machine.</summary>
    public RuleWords(Machine native) => this.native = native;

    /// <summary>What the rule does, in lines; each is a sentence, or a condition behind a dash.</summary>
    public IReadOnlyList<string> Explain(RuleWire rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var lines = new List<string> { Place(rule) };
        var conditions = Conditions(rule);
        if (conditions.Count == 0)
        {
            lines.Add($"{Effect(rule)}, always.");
        }
        else
        {
            lines.Add($"{Effect(rule)}, when {(conditions.Count == 1 ? "this holds" : "all of this holds")}:");
            lines.AddRange(conditions.Select(c => "  - " + c));
        }

        foreach (var range in rule.Keys.Split(RuleWire.KeySeparator))
        {
            var key = Encoding.UTF8.GetString(rule.Keys[range]);
            if (key.Length == 0) continue;
            lines.Add(rule.MakesEvents
                ? $"Its events carry the key {key}: ausearch -k {key} finds them."
                : $"The key {key} only names the rule, for auditctl -l -k {key}: it makes no event of its own.");
        }

        return lines;
    }

    private static string Place(RuleWire rule)
    {
        var when = rule.List switch
        {
            RuleList.User => "user list: looked at when a program sends a record of its own",
            RuleList.Task => "task list: looked at when a process is made",
            RuleList.Exit => "exit list: looked at when a system call ends",
            RuleList.Exclude => "exclude list: looked at before a record is written",
            RuleList.Filesystem => "filesystem list: looked at when a file's name is recorded",
            RuleList.IoUring => "io_uring list: looked at when an operation of io_uring ends",
            _ => $"list {(int)rule.List}",
        };
        return rule.Prepend ? $"First on the {when}." : $"On the {when}.";
    }

    /// <summary>The exclude list drops whatever the action says.</summary>
    private static string Effect(RuleWire rule) => (rule.List, rule.Action) switch
    {
        (RuleList.Exclude, _) => "Drops the record",
        (RuleList.Task, RuleAction.Never) => "Lets no system call of the process make an event",
        (RuleList.Task, _) => "Lets system calls of the process make events",
        (RuleList.Filesystem, RuleAction.Never) => "Leaves the file's name out of the event",
        (RuleList.User, RuleAction.Never) => "Drops the record, and ends the search among the rules of the list",
        (_, RuleAction.Never) => "Makes no event, and ends the search among the rules of the list",
        _ => "Makes an event",
    };

    private List<string> Conditions(RuleWire rule)
    {
        var words = new List<string>();
        if (rule.List is RuleList.Exit or RuleList.IoUring) words.Add(Calls(rule));
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field != RuleField.Key) words.Add(Say(condition));
        }

        return words;
    }

    private string Calls(RuleWire rule)
    {
        var isUring = rule.List == RuleList.IoUring;
        if (rule.AllSyscalls) return isUring ? "any operation" : "any system call";
        var table = isUring ? Machine.IoUring : rule.Arch is { } arch ? Machines.FromArch((AuditArch)arch) : native;
        var names = new List<string>();
        for (var number = 0; number < RuleWire.MaxSyscalls; number++)
        {
            if (!rule.HasSyscall(number)) continue;
            names.Add(Syscalls.TryGetName(table, number, out var name) ? Encoding.UTF8.GetString(name) : Number((uint)number));
        }

        var what = isUring ? "operation" : "system call";
        if (names.Count == 0) return $"no {what}: it never matches";
        if (names.Count > MaxNamedCalls) return $"one of {names.Count} {what}s: {string.Join(", ", names.Take(MaxNamedCalls))} …";
        return $"the {what} {Or(names)}";
    }

    private static string Or(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
