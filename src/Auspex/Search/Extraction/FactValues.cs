using System.Text;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Search.Extraction;

/// <summary>Values of fields as facts. What makes no sense is refused, but for the punctuation that old daemons put behind a value.</summary>
internal static class FactValues
{
    /// <summary>A decimal number with or without sign.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> value, out long number) =>
        DecimalText.TryParse(value, out number) || DecimalText.TryParse(Trim(value), out number);

    /// <summary>A hexadecimal number without prefix.</summary>
    public static bool TryHex(ReadOnlySpan<byte> value, out ulong number) => Hex.TryParse(value, out number);

    /// <summary>An id, where -1 means unset.</summary>
    public static bool TryId(ReadOnlySpan<byte> value, out uint id) => FieldValue.TryParseId(value, out id) || FieldValue.TryParseId(Trim(value), out id);

    /// <summary>The value without one punctuation mark behind it; <c>(none)</c> stays whole.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] == (byte)'(') return value;
        return value[^1] is (byte)',' or (byte)')' or (byte)':' or (byte)'\'' ? Trim(value[..^1]) : value;
    }

    /// <summary>The value up to <paramref name="mark"/>.</summary>
    public static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> value, byte mark)
    {
        var end = value.IndexOf(mark);
        return end < 0 ? value : value[..end];
    }

    /// <summary>What <c>success=yes</c>, <c>res=1</c>, <c>res=failed</c> and <c>result=Success</c> say.</summary>
    /// <remarks>Any word but one for failure is success, as in the tools.</remarks>
    public static EventSuccess Result(FieldName name, ReadOnlySpan<byte> value)
    {
        bool isSuccess;
        if (name == FieldName.Success) isSuccess = value.SequenceEqual("yes"u8);
        else if (TryNumber(value, out var number)) isSuccess = number != 0;
        else isSuccess = !(value.Length >= 4 && Ascii.EqualsIgnoreCase(value[..4], "fail"u8)) && !value.SequenceEqual("no"u8);
        return isSuccess ? EventSuccess.Success : EventSuccess.Failed;
    }

    /// <summary>What AppArmor decided.</summary>
    public static EventSuccess AppArmorResult(ReadOnlySpan<byte> value)
    {
        var word = FieldValue.Unquote(value);
        if (word.SequenceEqual("DENIED"u8) || word.SequenceEqual("KILLED"u8) || word.SequenceEqual("ERROR"u8)) return EventSuccess.Failed;
        return word.SequenceEqual("HINT"u8) ? EventSuccess.Unset : EventSuccess.Success;
    }
}
