using System.Globalization;
using System.Text;
using Auspex.Rules;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules;

/// <summary>As much of auditctl's rule language as the golden rules need. The language itself is the business of RuleText.</summary>
internal static class AuditctlText
{
    private static readonly (string Text, RuleOperator Operator)[] Operators =
    [
        ("!=", RuleOperator.NotEqual), (">=", RuleOperator.GreaterOrEqual), ("<=", RuleOperator.LessOrEqual),
        ("&=", RuleOperator.BitTest), ("=", RuleOperator.Equal), (">", RuleOperator.GreaterThan),
        ("<", RuleOperator.LessThan), ("&", RuleOperator.BitMask),
    ];

    /// <summary>The rule that <paramref name="text"/> means, or null where it holds words this does not know.</summary>
    /// <param name="text">The options of auditctl.</param>
    /// <param name="golden">Tells of a watch whether the path was a directory on the machine that made it.</param>
    public static RuleWire? Build(string text, RuleWire golden)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text.Contains('"', StringComparison.Ordinal) || text.Contains('\'', StringComparison.Ordinal)) return null;
        RuleBuilder? rule = null;
        var table = "x86_64";
        var keys = new List<string>();
        string? watch = null;
        uint perm = 15;
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            var value = words[i + 1];
            switch (words[i])
            {
                case "-a":
                    rule = Start(value);
                    break;
                case "-w":
                    rule = new RuleBuilder(RuleList.Exit, RuleAction.Always).WithAllSyscalls();
                    watch = value.Length > 2 ? value.TrimEnd('/') : value;
                    break;
                case "-p":
                    perm = Perm(value);
                    break;
                case "-S" when value == "all":
                    rule!.WithAllSyscalls();
                    break;
                case "-S":
                    foreach (var name in value.Split(',')) rule!.WithSyscalls((int)Lookup($"syscalls-{table}", 1, 0, name)!.Value);
                    break;
                case "-k":
                    keys.Add(value);
                    break;
                case "-F" when value.StartsWith("key=", StringComparison.Ordinal):
                    keys.Add(value[4..]);
                    break;
                case "-F":
                    if (!Where(rule!, value, ref table)) return null;
                    break;
                case "-C":
                    Compare(rule!, value);
                    break;
                default:
                    return null;
            }
        }

        if (watch is not null) rule!.Where(golden.GetCondition(0).Field, RuleOperator.Equal, Encoding.UTF8.GetBytes(watch))
            .Where(RuleField.Perm, RuleOperator.Equal, perm);
        foreach (var key in keys) rule!.WithKey(Encoding.UTF8.GetBytes(key));
        return rule?.Build();
    }

    private static RuleBuilder Start(string value)
    {
        var parts = value.Split(',');
        var action = parts.Contains("never") ? RuleAction.Never : RuleAction.Always;
        var list = parts.First(p => p is not ("never" or "always"));
        return new RuleBuilder(Enum.Parse<RuleList>(list, ignoreCase: true), action);
    }

    private static bool Where(RuleBuilder rule, string text, ref string table)
    {
        var (sign, comparison) = Operators.First(o => text.Contains(o.Text, StringComparison.Ordinal));
        var at = text.IndexOf(sign, StringComparison.Ordinal);
        var (name, value) = (text[..at], text[(at + sign.Length)..]);
        var field = (RuleField)Lookup("rule-fields", 1, 0, name)!.Value;
        if (RuleCondition.HasText(field))
        {
            rule.Where(field, comparison, Encoding.UTF8.GetBytes(value));
            return true;
        }

        if (field == RuleField.Arch) table = value is "b32" or "i386" ? "i386" : "x86_64";
        uint? number = field switch
        {
            RuleField.Arch => table == "i386" ? 0x40000003u : 0xC000003Eu,
            RuleField.MsgType when Lookup("record-types", 1, 0, value) is { } type => (uint)type,
            RuleField.Exit when value.StartsWith("-E", StringComparison.Ordinal) => (uint)-Lookup("errno", 1, 0, value[1..])!.Value,
            RuleField.FileType => (uint?)Lookup("rule-filetypes", 2, 0, value),
            RuleField.Perm => Perm(value),
            _ => Number(value),
        };
        if (number is { } known) rule.Where(field, comparison, known);
        return number is not null;
    }

    private static void Compare(RuleBuilder rule, string text)
    {
        var (sign, comparison) = text.Contains("!=", StringComparison.Ordinal) ? ("!=", RuleOperator.NotEqual) : ("=", RuleOperator.Equal);
        var sides = text.Split(sign);
        var row = File.ReadLines(TestFiles.Shared("facts/rule-compare.tsv")).Skip(1).Select(l => l.Split('\t'))
            .First(r => (r[1] == sides[0] && r[2] == sides[1]) || (r[1] == sides[1] && r[2] == sides[0]));
        rule.Where(RuleField.FieldCompare, comparison, uint.Parse(row[0], CultureInfo.InvariantCulture));
    }

    private static uint? Number(string value)
    {
        if (value is "unset" or "-1") return uint.MaxValue;
        if (value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return Convert.ToUInt32(value, 16);
        return long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? (uint)number : null;
    }

    private static uint Perm(string letters) =>
        (uint)letters.Sum(l => l switch { 'x' => 1, 'w' => 2, 'r' => 4, 'a' => 8, _ => throw new FormatException(letters) });

    private static long? Lookup(string file, int nameColumn, int valueColumn, string name)
    {
        foreach (var line in File.ReadLines(TestFiles.Shared($"facts/{file}.tsv")).Skip(1))
        {
            var row = line.Split('\t');
            if (row[nameColumn] == name) return long.Parse(row[valueColumn], CultureInfo.InvariantCulture);
        }

        return null;
    }
}
