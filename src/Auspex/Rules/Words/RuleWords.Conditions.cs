using System.Globalization;
using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Words;

internal sealed partial class RuleWords
{
    private const uint Unset = uint.MaxValue;

    private static string Say(RuleCondition condition)
    {
        var text = Encoding.UTF8.GetString(condition.Text);
        var isNot = condition.Operator == RuleOperator.NotEqual;
        switch (condition.Field)
        {
            case RuleField.Arch:
                var arch = (AuditArch)condition.Value;
                var machine = Encoding.UTF8.GetString(Machines.Name(Machines.FromArch(arch)));
                return $"a program {(isNot ? "not " : "")}of {(Machines.Is64Bit(arch) ? "64" : "32")} bits ({(machine.Length > 0 ? machine : Hex(condition.Value))})";
            case RuleField.Path:
                return $"the file {(isNot ? "is not" : "is")} {text}";
            case RuleField.Dir:
                return $"the file {(isNot ? "is not in or below" : "is in or below")} {text}";
            case RuleField.Exe:
                return $"the program {(isNot ? "is not" : "is")} {text}";
            case RuleField.Perm:
                return $"the access is {Access(condition.Value)}";
            case RuleField.Success:
                return (condition.Value != 0) != isNot ? "the call succeeds" : "the call fails";
            case RuleField.FieldCompare when FieldPairs.TryGetPair(condition.Value, out var left, out var right):
                return $"{Subject(left)} {(isNot ? "is another than" : "is the same as")} {Subject(right)}";
            case RuleField.Auid or RuleField.SessionId when condition is { Value: Unset, Operator: RuleOperator.Equal or RuleOperator.NotEqual }:
                return $"{Subject(condition.Field)} {(isNot ? "is set: a person logged in" : "is not set: no person logged in")}";
        }

        return $"{Subject(condition.Field)} {Comparison(condition.Operator)} {(RuleCondition.HasText(condition.Field) ? text : Value(condition))}";
    }

    private static string Subject(RuleField field)
    {
        var name = RuleFieldNames.Table.TryGetName((uint)field, out var known) ? Encoding.UTF8.GetString(known) : Number((uint)field);
        var words = field switch
        {
            RuleField.Pid => "the process",
            RuleField.Ppid => "its parent",
            RuleField.Uid => "the user",
            RuleField.Euid => "the effective user",
            RuleField.Suid => "the saved user",
            RuleField.Fsuid => "the user for files",
            RuleField.Gid => "the group",
            RuleField.Egid => "the effective group",
            RuleField.Sgid => "the saved group",
            RuleField.Fsgid => "the group for files",
            RuleField.Auid => "the login user",
            RuleField.SessionId => "the login session",
            RuleField.MsgType => "the type of the record",
            RuleField.Exit => "the result of the call",
            RuleField.Inode => "the file's inode",
            RuleField.FileType => "the type of the file",
            RuleField.FsType => "the filesystem",
            RuleField.ObjUid => "the owner of the file",
            RuleField.ObjGid => "the group of the file",
            RuleField.SaddrFam => "the address family",
            RuleField.A0 => "the first argument",
            RuleField.A1 => "the second argument",
            RuleField.A2 => "the third argument",
            RuleField.A3 => "the fourth argument",
            _ => "the field",
        };
        return $"{words} ({name})";
    }

    private static string Comparison(RuleOperator comparison) => comparison switch
    {
        RuleOperator.NotEqual => "is not",
        RuleOperator.GreaterThan => "is above",
        RuleOperator.GreaterOrEqual => "is at least",
        RuleOperator.LessThan => "is below",
        RuleOperator.LessOrEqual => "is at most",
        RuleOperator.BitMask => "has any bit of",
        RuleOperator.BitTest => "has all bits of",
        _ => "is",
    };

    private static string Value(RuleCondition condition)
    {
        var value = condition.Value;
        switch (condition.Field)
        {
            case RuleField.Exit when (int)value < 0 && Errno.Table.TryGetName(0 - value, out var errno):
                return $"-{Encoding.UTF8.GetString(errno)}";
            case RuleField.Exit:
                return ((int)value).ToString(CultureInfo.InvariantCulture);
            case RuleField.MsgType when RecordTypes.Rows.TryGetName(value, out var type):
                return Encoding.UTF8.GetString(type);
            case RuleField.FileType when RuleFileTypes.Table.TryGetName(value, out var file):
                return Encoding.UTF8.GetString(file);
            case RuleField.FsType when RuleFilesystems.Table.TryGetName(value, out var filesystem):
                return Encoding.UTF8.GetString(filesystem);
            case >= RuleField.A0 and <= RuleField.A3:
                return Hex(value);
            case (>= RuleField.Uid and <= RuleField.Auid) or RuleField.ObjUid or RuleField.ObjGid when value == Unset:
                return "unset";
            default:
                return Number(value);
        }
    }

    private static string Access(uint bits)
    {
        var kinds = new List<string>();
        if ((bits & 4) != 0) kinds.Add("reading");
        if ((bits & 2) != 0) kinds.Add("writing");
        if ((bits & 1) != 0) kinds.Add("executing");
        if ((bits & 8) != 0) kinds.Add("changing attributes");
        return kinds.Count == 0 ? "none" : Or(kinds);
    }

    private static string Hex(uint value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:X}");
}
