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
                output.Append(!StartsWithDigit(raw) ? raw : OneOf(NumberOf(raw), "no"u8, "yes"u8, "unset"u8));
                return true;
            case FieldType.Session:
                output.Append(raw.SequenceEqual("4294967295"u8) ? "unset"u8 : raw);
                return true;
            case FieldType.Fanotify:
                output.Append(!StartsWithDigit(raw) ? raw : OneOf(NumberOf(raw) - 1, "allow"u8, "deny"u8, "unknown"u8));
                return true;
            case FieldType.Trust:
                output.Append(raw.SequenceEqual("0"u8) ? "no"u8 : raw.SequenceEqual("1"u8) ? "yes"u8 : "unknown"u8);
                return true;
            case FieldType.FanType:
                output.Append(raw is [(byte)'0'] ? "none"u8 : raw is [(byte)'1'] ? "rule_info"u8 : "unknown"u8);
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
        if (!record.TryGetField("fan_type"u8, out var type) || !type.SequenceEqual("1"u8)) output.Append(raw);
        else if (!CNumber.TryParseUnsigned(raw, 16, out var rule)) Unknown.AppendConversionError(raw, output);
        else output.AppendDecimal(rule);
    }

    private static bool StartsWithDigit(ReadOnlySpan<byte> raw) =>
        !raw.IsEmpty && raw[0] is >= (byte)'0' and <= (byte)'9';

    private static ulong NumberOf(ReadOnlySpan<byte> raw) =>
        CNumber.TryParseUnsigned(raw, 10, out var value) ? value : ulong.MaxValue;

    private static ReadOnlySpan<byte> OneOf(
        ulong index, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> other) =>
        index == 0 ? first : index == 1 ? second : other;
}
