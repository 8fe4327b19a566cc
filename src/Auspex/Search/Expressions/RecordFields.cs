using Auspex.Records;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Search.Expressions;

/// <summary>The fields of a record as the audit library counts them: also node and type, and of an AVC what it says in words.</summary>
/// <remarks>Source: spec 9.2.</remarks>
internal static class RecordFields
{
    /// <summary>The first field called <paramref name="name"/> that has a value: as written, without punctuation behind it.</summary>
    public static bool TryFind(in RecordView record, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("node"u8) && !record.Node.IsEmpty)
        {
            value = record.Node;
            return true;
        }

        if (name.SequenceEqual("type"u8))
        {
            value = record.TypeName;
            return true;
        }

        if (record.Type == RecordType.Avc && name.StartsWith("se"u8) && TryFindVerdict(record.Body, name, out value)) return true;
        foreach (var field in new FieldReader(record.Body))
        {
            var own = field.Name;
            if (own[0] == (byte)'(') own = own[1..];
            if (!own.SequenceEqual(name)) continue;
            value = FactValues.Trim(field.Value);
            if (!value.IsEmpty) return true;
        }

        value = default;
        return false;
    }

    /// <summary><c>seresult</c>, and <c>seperms</c> separated by spaces.</summary>
    private static bool TryFindVerdict(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!FreeText.TryReadVerdict(body, out var granted, out var permissions)) return false;
        if (name.SequenceEqual("seresult"u8)) value = granted ? "granted"u8 : "denied"u8;
        else if (name.SequenceEqual("seperms"u8)) value = permissions;
        return !value.IsEmpty;
    }
}
