using Auspex.Interpretation;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Rules;

/// <summary>Writes rules as <c>auditctl -l</c> lists them. One thread at a time.</summary>
/// <remarks>
/// What it writes reads back as the same rule: a watch is written only where it means the same (docs/differences.md, watch-form),
/// and spaces in texts are escaped as rule files have it (list-escapes). Source: auditctl(8); spec 5.7.
/// </remarks>
internal sealed partial class RuleListing
{
    private readonly Machine native;
    private readonly Interpreter? interpreter;
    private readonly ByteBuffer digits = new(16);

    /// <summary>A listing for the kernel of one machine.</summary>
    /// <param name="native">Its machine: names the calls of rules without <c>arch=</c>.</param>
    /// <param name="interpreter">Says what arguments mean, as <c>-l -i</c> does; null writes numbers.</param>
    public RuleListing(Machine native, Interpreter? interpreter = null)
    {
        this.native = native;
        this.interpreter = interpreter;
    }

    /// <summary>Adds the rule as one line, its end included.</summary>
    public void AppendLine(RuleWire rule, ByteBuffer output)
    {
        Append(rule, output);
        output.Append((byte)'\n');
    }

    /// <summary>Adds the rule, without a line end.</summary>
    public void Append(RuleWire rule, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(output);
        if (IsWatch(rule)) AppendWatch(rule, output);
        else AppendRule(rule, output);
    }

    /// <summary>True for the rules that <c>-w</c> makes: the path, then permissions, then keys, and nothing else.</summary>
    private static bool IsWatch(RuleWire rule)
    {
        if (rule is not { List: RuleList.Exit, Action: RuleAction.Always, AllSyscalls: true, ConditionCount: 2 or 3 }) return false;
        var path = rule.GetCondition(0);
        return path is { Field: RuleField.Path or RuleField.Dir, Operator: RuleOperator.Equal }
            && IsWatchPath(path.Text)
            && rule.GetCondition(1) is { Field: RuleField.Perm, Operator: RuleOperator.Equal }
            && (rule.ConditionCount == 2 || rule.GetCondition(2).Field == RuleField.Key);
    }

    private static bool IsWatchPath(ReadOnlySpan<byte> path) =>
        !path.IsEmpty && path[0] == (byte)'/' && (path.Length <= 2 || path[^1] != (byte)'/');

    private static void AppendWatch(RuleWire rule, ByteBuffer output)
    {
        output.Append("-w "u8);
        RuleEscapes.Append(rule.GetCondition(0).Text, output);
        output.Append(" -p "u8);
        AppendPermissions(rule.GetCondition(1).Value, output);
        AppendKeys(rule.Keys, " -k "u8, output);
    }

    private void AppendRule(RuleWire rule, ByteBuffer output)
    {
        output.Append("-a "u8);
        output.Append(rule.Action switch
        {
            RuleAction.Never => "never,"u8,
            RuleAction.Always => "always,"u8,
            _ => "possible,"u8,
        });
        if (RuleLists.Table.TryGetName((uint)rule.List, out var list)) output.Append(list);
        else output.AppendDecimal((long)rule.List);

        var machine = native;
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field != RuleField.Arch) continue;
            AppendArch(condition, output);
            machine = Machines.FromArch((AuditArch)condition.Value);
        }

        var call = AppendSyscalls(rule, machine, output);
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field != RuleField.Arch) AppendCondition(rule, condition, machine, call, output);
        }
    }

    private void AppendArch(RuleCondition condition, ByteBuffer output)
    {
        output.Append(" -F arch"u8);
        output.Append(RuleSigns.Of(condition.Operator));
        var arch = (AuditArch)condition.Value;
        var machine = Machines.FromArch(arch);
        if (machine == Machine.Unknown) AppendHex(condition.Value, output);
        else if (interpreter is not null) output.Append(Machines.Name(machine));
        else output.Append(Machines.Is64Bit(arch) ? "b64"u8 : "b32"u8);
    }

    /// <summary>Adds <c>-S</c> with names in ascending number.</summary>
    /// <returns>The one call that was named, or -1.</returns>
    private static int AppendSyscalls(RuleWire rule, Machine machine, ByteBuffer output)
    {
        if (rule.List is not (RuleList.Exit or RuleList.IoUring or RuleList.Entry)) return -1;
        if (rule.AllSyscalls)
        {
            output.Append(" -S all"u8);
            return -1;
        }

        var table = rule.List == RuleList.IoUring ? Machine.IoUring : machine;
        var (count, last) = (0, -1);
        for (var number = 0; number < RuleWire.MaxSyscalls; number++)
        {
            if (!rule.HasSyscall(number)) continue;
            output.Append(count++ == 0 ? " -S "u8 : ","u8);
            if (HasOwnName(table, number, out var name)) output.Append(name);
            else output.AppendDecimal((long)number);
            last = number;
        }

        return count == 1 ? last : -1;
    }

    /// <summary>True when the call's name leads back to its number.</summary>
    private static bool HasOwnName(Machine table, int number, out ReadOnlySpan<byte> name) =>
        Syscalls.TryGetName(table, number, out name) && Syscalls.TryGetNumber(table, name, out var back) && back == number;
}
