using Auspex.Records.Scanning;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Records;

/// <summary>What a raw value says: text that was quoted or written in hexadecimal, and ids that may be unset.</summary>
/// <remarks>
/// <code>
/// value  = '"' text [ '"' ]        printable text without spaces and double quotes, or what a program chose to quote
///        | 2*HEXDIG                any other text, two digits a byte
///        | plain                   what needs no care, and "(null)", "(none)", "?"
/// </code>
/// Only a field that holds untrusted text (comm, exe, name, key, acct, a0 …) may be hexadecimal: <c>items=10</c> is ten.
/// Source: the kernel's audit_log_untrustedstring; libaudit's audit_encode_nv_string; spec 4.4.
/// </remarks>
public static class FieldValue
{
    /// <summary>The id that means that none was set, as in <c>auid=4294967295</c>.</summary>
    public const uint UnsetId = uint.MaxValue;

    /// <summary>The value without its double quotes; a record cut short has no closing one.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != (byte)'"') return value;
        return value.Length > 1 && value[^1] == (byte)'"' ? value[1..^1] : value[1..];
    }

    /// <summary>True when the value is text in hexadecimal. A last digit without its pair, where a record was cut, does not count.</summary>
    /// <remarks>Looks at the value only, see the remarks of the class: <c>10</c> is hexadecimal too.</remarks>
    public static bool IsHex(ReadOnlySpan<byte> value) =>
        value.Length >= 2 && HexScanner.CountDigits(value) == value.Length;

    /// <summary>Writes the text that <paramref name="value"/> stands for to <paramref name="destination"/>.</summary>
    /// <returns>False when there is no room, and nothing is written; as many bytes as the value has always suffice.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> value, Span<byte> destination, out int written)
    {
        written = 0;
        if (IsHex(value))
        {
            if (value.Length / 2 > destination.Length) return false;
            written = HexScanner.Decode(value, destination);
            return true;
        }

        var text = Unquote(value);
        if (!text.TryCopyTo(destination)) return false;
        written = text.Length;
        return true;
    }

    /// <summary>The text of a field: out of hexadecimal only where its name says that it holds text of strangers, so that digits stay digits.</summary>
    /// <param name="name">The field's name. Arguments (<c>a0</c>) are text in EXECVE records alone: <see cref="CommandLineReader"/> reads them.</param>
    /// <param name="value">The value as it stands in the record.</param>
    /// <param name="scratch">Room for half as many bytes as the value has.</param>
    /// <returns>Empty for <c>(null)</c>, for no value, and where there is no room.</returns>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        var isUntrusted = FieldTypes.Of(name) is FieldType.Escaped or FieldType.EscapedKey or FieldType.EscapedFile or FieldType.ProcTitle or FieldType.TtyData;
        return isUntrusted || !IsHex(value) ? UntrustedText(value, scratch) : value;
    }

    /// <summary>The text of an untrusted string: part of <paramref name="value"/>, or decoded into <paramref name="scratch"/>.</summary>
    /// <param name="value">The value as it stands in the record.</param>
    /// <param name="scratch">Room for half as many bytes as the value has.</param>
    /// <returns>Empty for <c>(null)</c>, for no value, and where there is no room.</returns>
    public static ReadOnlySpan<byte> UntrustedText(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        if (!IsHex(value)) return value.SequenceEqual("(null)"u8) ? default : Unquote(value);
        return value.Length / 2 > scratch.Length ? default : scratch[..HexScanner.Decode(value, scratch)];
    }

    /// <summary>The value without the punctuation that old daemons put behind it: <c>: , ' )</c>; <c>(none)</c> stays whole.</summary>
    public static ReadOnlySpan<byte> TrimMarks(ReadOnlySpan<byte> value) =>
        value.IsEmpty || value[0] == (byte)'(' ? value : value.TrimEnd(",):'"u8);

    /// <summary>Parses a user, group, login or session id; <c>4294967295</c> and <c>-1</c> are <see cref="UnsetId"/>.</summary>
    public static bool TryParseId(ReadOnlySpan<byte> value, out uint id)
    {
        if (DecimalText.TryParse(value, out id)) return true;
        if (!value.SequenceEqual("-1"u8)) return false;
        id = UnsetId;
        return true;
    }
}
