using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// The type of one field: its name decides, and for some names the record's type or the value. Source: spec 4.1.
/// </summary>
public static class FieldTyping
{
    /// <summary>The type of a field.</summary>
    /// <param name="record">The type of the record it stands in.</param>
    /// <param name="name">Its name; case matters.</param>
    /// <param name="value">Its value as written.</param>
    public static FieldType Resolve(RecordType record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (record)
        {
            case RecordType.Execve when IsArgument(name):
            case RecordType.UserTty when name.SequenceEqual("msg"u8):
            case RecordType.KernModule when name.SequenceEqual("name"u8):
                return FieldType.Escaped;
            case RecordType.Avc when name.SequenceEqual("saddr"u8):
            case RecordType.CryptoKeyUser when name.SequenceEqual("fp"u8):
                return FieldType.Unclassified;
            case RecordType.NetfilterPkt when name.SequenceEqual("saddr"u8):
                return FieldType.Addr;
            case RecordType.MqOpen when name.SequenceEqual("mode"u8):
                return FieldType.ModeShort;
            case RecordType.AddGroup or RecordType.DelGroup or RecordType.GrpMgmt when name.SequenceEqual("id"u8):
                return FieldType.Gid;
            case RecordType.DaemonAccept when name.SequenceEqual("id"u8):
                return FieldType.Unclassified; // what a sender calls itself
        }

        var type = FieldTypes.Of(name);
        if (type == FieldType.Escaped && name.SequenceEqual("acct"u8))
        {
            return IsQuotedOrHex(value) ? type : FieldType.Unclassified;
        }

        return type == FieldType.Unclassified && record == RecordType.TrustedApp ? OfTrustedApp(name, value) : type;
    }

    /// <summary>a0, a1, a2[0] and so on of an EXECVE record; not argc, and not a2_len.</summary>
    private static bool IsArgument(ReadOnlySpan<byte> name) =>
        name.Length > 0 && name[0] == (byte)'a' && !name.SequenceEqual("argc"u8) && name.IndexOf("_len"u8) < 0;

    /// <summary>Trusted applications choose their own field names; what looks encoded is taken for encoded.</summary>
    private static FieldType OfTrustedApp(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        !name.SequenceEqual("pid"u8) && IsQuotedOrHex(value) ? FieldType.Escaped : FieldType.Unclassified;

    private static bool IsQuotedOrHex(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return false;
        if (value[0] == (byte)'"') return true;
        foreach (var c in value)
        {
            if (Hex.Digit(c) < 0) return false;
        }

        return true;
    }
}
