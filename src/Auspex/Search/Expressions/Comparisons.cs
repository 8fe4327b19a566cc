using System.Globalization;
using System.Text;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Expressions;

/// <summary>Makes comparisons, and refuses those that could never hold.</summary>
internal static class Comparisons
{
    /// <summary>A comparison of a field of the record.</summary>
    public static Condition OfField(Token field, ComparisonOperator comparison, Token value)
    {
        var name = Encoding.UTF8.GetBytes(field.Text);
        if (name.Length == 0) ExpressionException.Throw(field.Index, "a field has a name");
        if (comparison.ComparesText()) return new TextComparison(name, comparison, Encoding.UTF8.GetBytes(value.Text));
        if (FieldTypes.Of(name) is not (FieldType.Uid or FieldType.Gid))
        {
            ExpressionException.Throw(
                field.Index, $"only users and groups are compared as numbers, {field.Text} is not: write r= (as recorded) or i= (as ausearch -i shows it)");
        }

        if (!FieldValue.TryParseId(Encoding.UTF8.GetBytes(value.Text), out var id))
            ExpressionException.Throw(value.Index, $"'{value.Text}' is no id: write a number, or compare the name with i=");
        return new IdComparison(name, comparison, id);
    }

    /// <summary>A comparison of <c>\timestamp</c>, <c>\timestamp_ex</c> or <c>\record_type</c>.</summary>
    public static Condition OfVirtual(Token name, Func<ComparisonOperator> takeOperator, Func<Token> takeValue)
    {
        if (name.Text is not ("timestamp" or "timestamp_ex" or "record_type"))
            ExpressionException.Throw(name.Index, $"there is no \\{name.Text}; there are \\timestamp, \\timestamp_ex, \\record_type and \\regexp");
        var comparison = takeOperator();
        if (comparison.ComparesText()) ExpressionException.Throw(name.Index, $"\\{name.Text} is compared by == !== < <= > >=, not as text");
        var value = takeValue();
        if (name.Text == "record_type")
        {
            if (!RecordTypes.TryParse(Encoding.UTF8.GetBytes(value.Text), out var type))
                ExpressionException.Throw(value.Index, $"'{value.Text}' is no type of record: write a name such as SYSCALL, or a number");
            return new TypeComparison(comparison, type);
        }

        var withSerial = name.Text == "timestamp_ex";
        return new TimeComparison(comparison, StampOf(value, withSerial), withSerial);
    }

    private static EventStamp StampOf(Token value, bool withSerial)
    {
        var right = withSerial ? "ts:SECONDS.MILLISECONDS:SERIAL" : "ts:SECONDS.MILLISECONDS";
        var parts = value.Text.Split('.', ':');
        if (parts.Length != (withSerial ? 4 : 3) || !value.Text.StartsWith("ts:", StringComparison.Ordinal)
            || !value.Text.AsSpan(3).StartsWith(parts[1] + '.') || !TryNumber(parts[1], (ulong)(long.MaxValue / 1000) - 1, out var seconds)
            || !TryNumber(parts[2], ulong.MaxValue, out var milliseconds))
        {
            ExpressionException.Throw(value.Index, $"'{value.Text}' is no time: write {right}");
            return default;
        }

        if (milliseconds > 999) ExpressionException.Throw(value.Index, $"{milliseconds} milliseconds are more than 999: write {right}");
        var serial = 0UL;
        if (withSerial && !TryNumber(parts[3], ulong.MaxValue, out serial)) ExpressionException.Throw(value.Index, $"'{parts[3]}' is no serial: write {right}");
        return new EventStamp(((long)seconds * 1000) + (long)milliseconds, serial);
    }

    private static bool TryNumber(string text, ulong max, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;
}
