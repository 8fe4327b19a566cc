using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    /// <summary>
    /// <c>-F</c>: <c>field operator value</c>. The first operator in the word counts, the longest one that stands there
    /// (docs/differences.md, first-operator).
    /// </summary>
    public bool AddField(RuleWord word)
    {
        if (!hasList)
        {
            return steps.Fail(
                RuleFault.NoList,
                word.Place,
                "List must be given before field",
                "begin with -a always,exit");
        }

        if (word.Span.StartsWith("key="u8)) return KeepKey(word.Part(4..));
        if (terms.Count >= MaxTerms) return FailRoom(word, word.ToString());
        var at = word.Span.IndexOfAny("!=><&"u8);
        var comparison = at < 0 ? RuleOperator.None : ReadOperator(word.Span[at..]);
        if (comparison == RuleOperator.None)
        {
            return steps.Fail(
                RuleFault.NoOperator,
                word.Place,
                $"-F missing operation for {word}",
                "field, operator, value: -F auid>=1000");
        }

        var (name, value) = (word.Part(..at), word.Part((at + Width(comparison))..));
        if (at == 0)
        {
            return steps.Fail(
                RuleFault.NoFieldName,
                word.Place,
                $"-F missing field name before operator for {name}");
        }

        if (value.Text.IsEmpty)
        {
            return steps.Fail(
                RuleFault.NoValue,
                word.Place,
                $"-F missing value after operation for {name}");
        }

        if (!RuleFieldNames.Table.TryGetValue(name.Span, out var number))
        {
            var advice = NameAdvice.Of(name.Span, RuleFieldNames.Table);
            return steps.Fail(RuleFault.UnknownField, name.Place, $"-F unknown field: {name}", advice);
        }

        return AddField((RuleField)number, comparison, name, value);
    }

    /// <summary><c>-C</c>: <c>field = field</c> or <c>field != field</c>.</summary>
    public bool AddComparison(RuleWord word)
    {
        if (terms.Count >= MaxTerms) return FailRoom(word, word.ToString());
        var equal = word.Span.IndexOf((byte)'=');
        if (equal < 0) return FailOperator(word, word.ToString(), "= or !=");
        var isNot = equal > 0 && word.Span[equal - 1] == (byte)'!';
        var (left, right) = (word.Part(..(isNot ? equal - 1 : equal)), word.Part((equal + 1)..));
        if (left.Text.IsEmpty)
        {
            return steps.Fail(
                RuleFault.NoFieldName,
                word.Place,
                $"-C missing field name before operator for {left}");
        }

        if (right.Text.IsEmpty)
        {
            return steps.Fail(
                RuleFault.NoValue,
                word.Place,
                $"-C missing value after operation for  {left}");
        }

        if (!RuleFieldNames.Table.TryGetValue(left.Span, out var a))
        {
            return steps.Fail(
                RuleFault.UnknownField,
                left.Place,
                $"-C unknown field: {left}",
                NameAdvice.Of(left.Span, RuleFieldNames.Table));
        }

        if (!RuleFieldNames.Table.TryGetValue(right.Span, out var b))
        {
            return steps.Fail(
                RuleFault.UnknownField,
                right.Place,
                $"-C unknown right hand value for comparison with: {left}",
                NameAdvice.Of(right.Span, RuleFieldNames.Table));
        }

        if (!hasList || list != RuleList.Exit) return FailList(left, left.ToString(), RuleList.Exit);
        if (!FieldPairs.TryGetValue((RuleField)a, (RuleField)b, out var pair))
        {
            return steps.Fail(
                RuleFault.Incomparable,
                word.Place,
                $"-C incompatible comparison {left}",
                "users with users, groups with groups");
        }

        var comparison = isNot ? RuleOperator.NotEqual : RuleOperator.Equal;
        return Add(word, new RuleTerm(RuleField.FieldCompare, comparison, pair, default, word.Place));
    }

    private static RuleOperator ReadOperator(ReadOnlySpan<byte> text)
    {
        var second = text.Length > 1 && text[1] == (byte)'=';
        return text[0] switch
        {
            (byte)'!' => second ? RuleOperator.NotEqual : RuleOperator.None,
            (byte)'>' => second ? RuleOperator.GreaterOrEqual : RuleOperator.GreaterThan,
            (byte)'<' => second ? RuleOperator.LessOrEqual : RuleOperator.LessThan,
            (byte)'&' => second ? RuleOperator.BitTest : RuleOperator.BitMask,
            _ => RuleOperator.Equal,
        };
    }

    private static int Width(RuleOperator comparison) => comparison switch
    {
        RuleOperator.Equal or RuleOperator.GreaterThan or RuleOperator.LessThan or RuleOperator.BitMask => 1,
        _ => 2,
    };

    private bool AddField(RuleField field, RuleOperator comparison, RuleWord name, RuleWord value)
    {
        if (!CheckList(field, name) || !CheckOperator(field, comparison, name)) return false;
        if (field == RuleField.Key) return KeepKey(value); // in capitals, say
        if (RuleCondition.HasText(field)) return AddText(field, comparison, name, value);
        if (field == RuleField.Arch) return AddArch(comparison, name, value);
        if (field == RuleField.Perm) return AddPermissionField(value);
        if (!TryReadValue(field, name, value, out var number)) return false;
        hasFilesystem |= field == RuleField.FsType;
        return Add(value, new RuleTerm(field, comparison, number, default, value.Place));
    }

    private bool AddText(RuleField field, RuleOperator comparison, RuleWord name, RuleWord value)
    {
        if (value.Text.Length > MaxPathBytes)
        {
            return steps.Fail(
                RuleFault.ValueTooBig,
                value.Place,
                "String value too long",
                $"at most {MaxPathBytes} bytes");
        }

        hasPermission |= field is RuleField.Path or RuleField.Dir;
        hasExe |= field == RuleField.Exe;
        if (field is RuleField.Path or RuleField.Dir or RuleField.Exe && value.Span[0] != (byte)'/')
        {
            steps.Warn(
                RuleFault.OddPath,
                value.Place,
                $"Warning - {name} {value} does not start with '/'",
                QuotedWords.IsQuoted(value.Span) ? QuotedWords.Advice : "the kernel takes full paths only");
        }

        return Add(value, new RuleTerm(field, comparison, 0, value.Text, value.Place));
    }

    private bool AddArch(RuleOperator comparison, RuleWord name, RuleWord value)
    {
        if (hasSyscalls)
        {
            return steps.Fail(
                RuleFault.ArchMisplaced,
                name.Place,
                $"{name} must be before -S",
                "names of calls are looked up in its table");
        }

        switch (RuleArch.TryParse(value.Span, host.Machine, out var machine))
        {
            case RuleFault.NoSuchBits:
                return steps.Fail(
                    RuleFault.NoSuchBits,
                    value.Place,
                    $"{name} requested bit level not supported by machine",
                    "leave the rule out on this machine");
            case RuleFault.UnknownArch:
                return steps.Fail(
                    RuleFault.UnknownArch,
                    value.Place,
                    $"{name} elf mapping not found",
                    NameAdvice.OfArch(value) is { Length: > 0 } advice ? advice : "b64, b32, or a name: x86_64, aarch64");
        }

        arch = machine;
        var number = (uint)Machines.ToArch(machine);
        return Add(value, new RuleTerm(RuleField.Arch, comparison, number, default, value.Place));
    }

    private bool AddPermissionField(RuleWord value)
    {
        if (value.Text.Length > 4)
        {
            return steps.Fail(
                RuleFault.ValueTooBig,
                value.Place,
                "String value too long",
                "at most one each of r, w, x, a");
        }

        uint bits = 0;
        foreach (var letter in value.Span)
        {
            var bit = Permission(letter);
            if (bit == 0)
            {
                return steps.Fail(
                    RuleFault.BadPermission,
                    value.Place,
                    "Permission can only contain  'rwxa'");
            }

            bits |= bit;
        }

        hasPermission = true;
        if (arch != Machine.Unknown)
        {
            AddCallsOf(bits);
        }
        else
        {
            steps.Note(
                RuleFault.SlowPermission,
                value.Place,
                "perm used without an arch is slower",
                "-F arch=b64 before it, and a second rule for b32");
        }

        return Add(value, new RuleTerm(RuleField.Perm, RuleOperator.Equal, bits, default, value.Place));
    }

    private bool Add(RuleWord word, RuleTerm term)
    {
        if (terms.Count >= MaxTerms) return FailRoom(word, word.ToString());
        terms.Add(term);
        return true;
    }

    private bool FailOperator(RuleWord name, string shown, string taken) => steps.Fail(
        RuleFault.OperatorNotTaken,
        name.Place,
        $"{shown} only takes {taken} operator{(taken.Length > 1 ? "s" : "")}",
        $"write it with {taken}");

    private bool FailList(RuleWord name, string shown, RuleList right) => steps.Fail(
        RuleFault.FieldOnWrongList,
        name.Place,
        $"{shown} can only be used with exit filter list",
        $"-a always,{Encoding.UTF8.GetString(ListName(right))}");

    private static ReadOnlySpan<byte> ListName(RuleList list) =>
        RuleLists.Table.TryGetName((uint)list, out var name) ? name : default;
}
