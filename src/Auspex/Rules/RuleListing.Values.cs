using System.Globalization;
using Auspex.Interpretation;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Rules;

internal sealed partial class RuleListing
{
    private void AppendCondition(RuleWire rule, RuleCondition condition, Machine machine, int call, ByteBuffer output)
    {
        switch (condition.Field)
        {
            case RuleField.Key:
                AppendKeys(condition.Text, " -F key="u8, output);
                return;
            case RuleField.FieldCompare when FieldPairs.TryGetPair(condition.Value, out var left, out var right):
                output.Append(" -C "u8);
                output.Append(FieldName(left));
                output.Append(RuleSigns.Of(condition.Operator));
                output.Append(FieldName(right));
                return;
        }

        var name = FieldName(condition.Field);
        if (name.IsEmpty)
        {
            output.Append(" f"u8);
            output.AppendDecimal((ulong)(uint)condition.Field);
            output.Append((byte)' ');
            output.Append(RuleSigns.Of(condition.Operator));
            output.Append((byte)' ');
        }
        else
        {
            output.Append(" -F "u8);
            output.Append(name);
            output.Append(RuleSigns.Of(condition.Operator));
        }

        if (RuleCondition.HasText(condition.Field)) RuleEscapes.Append(condition.Text, output);
        else AppendNumber(rule, condition, machine, call, output);
    }

    private void AppendNumber(RuleWire rule, RuleCondition condition, Machine machine, int call, ByteBuffer output)
    {
        var value = condition.Value;
        switch (condition.Field)
        {
            case RuleField.Perm:
                AppendPermissions(value, output);
                break;
            case RuleField.MsgType when RecordTypes.Rows.TryGetName(value, out var type):
                output.Append(type);
                break;
            case RuleField.FsType when RuleFilesystems.Table.TryGetName(value, out var filesystem):
                output.Append(filesystem);
                break;
            case RuleField.Exit when (int)value < 0 && Errno.Table.TryGetName(0 - value, out var errno):
                output.Append((byte)'-');
                output.Append(errno);
                break;
            case RuleField.Auid or RuleField.SessionId when value == uint.MaxValue && interpreter is not null:
                output.Append("unset"u8);
                break;
            case >= RuleField.A0 and <= RuleField.A3:
                AppendArgument(rule, condition, machine, call, output);
                break;
            default:
                // Signed like auditctl, but not where a minus sign cannot be read back (list-unsigned).
                if (MayBeNegative(condition.Field)) output.AppendDecimal((long)(int)value);
                else output.AppendDecimal((ulong)value);
                break;
        }
    }

    private static bool MayBeNegative(RuleField field) =>
        field is (>= RuleField.Uid and <= RuleField.Fsuid) or RuleField.Auid or RuleField.ObjUid or RuleField.Exit
            or RuleField.SessionId;

    private void AppendArgument(RuleWire rule, RuleCondition condition, Machine machine, int call, ByteBuffer output)
    {
        if (interpreter is null || call < 0)
        {
            AppendHex(condition.Value, output);
            return;
        }

        digits.Clear();
        digits.AppendHex(condition.Value);
        var context = new RecordContext
        {
            Type = RecordType.Syscall,
            Machine = machine,
            Syscall = call,
            A0 = ValueOf(rule, RuleField.A0),
            A1 = ValueOf(rule, RuleField.A1),
        };
        interpreter.Interpret(FieldType.A0 + (condition.Field - RuleField.A0), context, default, digits.Written, output);
    }

    private static uint ValueOf(RuleWire rule, RuleField field)
    {
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition.Field == field) return condition.Value;
        }

        return 0;
    }

    private static ReadOnlySpan<byte> FieldName(RuleField field) =>
        RuleFieldNames.Table.TryGetName((uint)field, out var name) ? name : default;

    private static void AppendHex(uint value, ByteBuffer output)
    {
        output.Append("0x"u8);
        var span = output.GetSpan(8);
        _ = value.TryFormat(span, out var written, "X", CultureInfo.InvariantCulture); // 8 bytes hold any uint
        output.Advance(written);
    }

    private static void AppendPermissions(uint bits, ByteBuffer output)
    {
        if ((bits & 4) != 0) output.Append((byte)'r');
        if ((bits & 2) != 0) output.Append((byte)'w');
        if ((bits & 1) != 0) output.Append((byte)'x');
        if ((bits & 8) != 0) output.Append((byte)'a');
    }

    private static void AppendKeys(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> option, ByteBuffer output)
    {
        if (keys.IsEmpty) return;
        foreach (var range in keys.Split(RuleWire.KeySeparator))
        {
            output.Append(option);
            RuleEscapes.Append(keys[range], output);
        }
    }
}
