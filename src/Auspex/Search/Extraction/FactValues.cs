using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Search.Extraction;

/// <summary>Values of fields as facts. What makes no sense is refused, but for the punctuation that old daemons put behind a value.</summary>
/// <remarks>
/// Only the form that kernel and libraries write is a number: no zeros before it, so that a search for the number's text finds every line
/// that has it (docs/differences.md, plain-values).
/// </remarks>
internal static class FactValues
{
    /// <summary>A decimal number with or without minus.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> value, out long number) =>
        (DecimalText.TryParse(value, out number) || DecimalText.TryParse(Trim(value), out number)) && !HasLeadingZero(value);

    /// <summary>A hexadecimal number without prefix.</summary>
    public static bool TryHex(ReadOnlySpan<byte> value, out ulong number) => Hex.TryParse(value, out number) && !HasLeadingZero(value);

    /// <summary>An id, where -1 means unset.</summary>
    public static bool TryId(ReadOnlySpan<byte> value, out uint id) =>
        (FieldValue.TryParseId(value, out id) || FieldValue.TryParseId(Trim(value), out id)) && !HasLeadingZero(value);

    /// <summary>True when the value has hexadecimal digits of both cases: nothing writes text that way, so it is no encoded text.</summary>
    public static bool IsMixedCase(ReadOnlySpan<byte> value) =>
        value.IndexOfAnyInRange((byte)'A', (byte)'F') >= 0 && value.IndexOfAnyInRange((byte)'a', (byte)'f') >= 0;

    /// <inheritdoc cref="FieldValue.TrimMarks"/>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => FieldValue.TrimMarks(value);

    /// <summary>The value up to <paramref name="mark"/>.</summary>
    public static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> value, byte mark)
    {
        var end = value.IndexOf(mark);
        return end < 0 ? value : value[..end];
    }

    /// <summary>What <c>success=yes</c>, <c>res=1</c>, <c>res=failed</c> and <c>result=Success</c> say.</summary>
    /// <remarks>Of results, any word but one for failure is success, as in the tools.</remarks>
    public static EventSuccess Result(KnownField name, ReadOnlySpan<byte> value)
    {
        if (name == KnownField.Success)
            return value.SequenceEqual("yes"u8) ? EventSuccess.Success : value.SequenceEqual("no"u8) ? EventSuccess.Failed : EventSuccess.Unset;
        var isFailure = value.StartsWith("fail"u8) || value.StartsWith("Fail"u8) || (name == KnownField.Res && TryNumber(value, out var number) && number == 0);
        return isFailure ? EventSuccess.Failed : EventSuccess.Success;
    }

    /// <summary>What AppArmor decided.</summary>
    public static EventSuccess AppArmorResult(ReadOnlySpan<byte> value) => AppArmorWords.VerdictOf(value) switch
    {
        Verdict.Denied => EventSuccess.Failed,
        Verdict.Granted => EventSuccess.Success,
        _ => EventSuccess.Unset,
    };

    private static bool HasLeadingZero(ReadOnlySpan<byte> value)
    {
        if (value[0] == (byte)'-') return value.Length > 1 && value[1] == (byte)'0';
        return value.Length > 1 && value[0] == (byte)'0' && Hex.Digit(value[1]) >= 0;
    }
}
