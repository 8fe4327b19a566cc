using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Values whose text decides, not a number in it: success, sessions, fanotify's fields. Source: spec 4.3.
/// </summary>
internal static class WordValues
{
    /// <summary>Adds what the text stands for.</summary>
    /// <returns>False when <paramref name="type"/> is none of these.</returns>
    public static bool TryAppend(FieldType type, in RecordContext record, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (type)
        {
            case FieldType.Success:
                AppendChoice(raw, 0, "no"u8, "yes"u8, "unset"u8, output);
                return true;
            case FieldType.Session:
                output.Append(raw.SequenceEqual("4294967295"u8) ? "unset"u8 : raw);
                return true;
            case FieldType.Fanotify:
                AppendChoice(raw, 1, "allow"u8, "deny"u8, "unknown"u8, output);
                return true;
            case FieldType.Trust:
                AppendChoice(raw, 0, "no"u8, "yes"u8, "unknown"u8, output);
                return true;
            case FieldType.FanType:
                AppendChoice(raw, 0, "none"u8, "rule_info"u8, "unknown"u8, output);
                return true;
            case FieldType.FanInfo:
                AppendFanInfo(record, raw, output);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// With rule information the value is the number of fapolicyd's rule, in hexadecimal; people count in decimal.
    /// </summary>
    private static void AppendFanInfo(in RecordContext record, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (!record.TryGetField("fan_type"u8, out var type) || !type.SequenceEqual("1"u8))
        {
            output.Append(raw);
            return;
        }

        var form = CNumber.ReadUnsigned(raw, 16, out var rule);
        if (form == NumberForm.Number) output.AppendDecimal(rule);
        else Unknown.AppendUnread(form, raw, output);
    }

    /// <summary>Adds the word for the number; a word stays as it is.</summary>
    private static void AppendChoice(
        ReadOnlySpan<byte> raw, ulong lowest, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> other,
        ByteBuffer output)
    {
        var form = CNumber.ReadUnsigned(raw, 10, out var value);
        if (form == NumberForm.Word || raw[0] is < (byte)'0' or > (byte)'9') output.Append(raw);
        else if (form == NumberForm.TooLarge) output.Append(other);
        else output.Append(value == lowest ? first : value == lowest + 1 ? second : other);
    }
}
