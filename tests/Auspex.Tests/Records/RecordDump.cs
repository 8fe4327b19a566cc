using System.Globalization;
using System.Text;
using Auspex.Records;

namespace Auspex.Tests.Records;

/// <summary>Writes down everything that a record says, for goldens and comparisons.</summary>
internal sealed class RecordDump(FieldIndex fields)
{
    private readonly StringBuilder text = new();
    private int number;

    /// <summary>The dump of the records in <paramref name="log"/>, read in blocks of the default size.</summary>
    public static string Of(ReadOnlySpan<byte> log, FieldIndex fields)
    {
        var dump = new RecordDump(fields);
        RecordBlocks.Read(log, RecordBlocks.DefaultSize, dump.Add);
        return dump.ToString();
    }

    /// <summary>Adds one record.</summary>
    public void Add(in RecordView record)
    {
        text.Append(CultureInfo.InvariantCulture, $"record {++number}");
        if (record.Error != RecordError.None)
        {
            text.Append(CultureInfo.InvariantCulture, $": {record.Error}, {record.Line.Length} bytes\n");
            text.Append(CultureInfo.InvariantCulture, $"  line {Show(record.Line[..Math.Min(record.Line.Length, 100)])}\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $": {Show(record.TypeName)} ({(int)record.Type})");
        text.Append(CultureInfo.InvariantCulture, $" at {record.Stamp.Milliseconds} ms, serial {record.Stamp.Serial}");
        text.Append(record.Node.IsEmpty ? "\n" : $", node {Show(record.Node)}\n");
        fields.Fill(record.Body);
        AddFields(record.Body);
        AddEnrichment(record);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void AddFields(ReadOnlySpan<byte> body)
    {
        for (var i = 0; i <= fields.Count; i++)
        {
            var words = FreeText.Before(body, fields, i);
            if (!words.IsEmpty) text.Append(CultureInfo.InvariantCulture, $"  words {Show(words)}\n");
            if (FreeText.TryReadVerdict(words, out var granted, out var permissions))
                text.Append(CultureInfo.InvariantCulture, $"    {(granted ? "granted" : "denied")}: {Show(permissions)}\n");
            if (i < fields.Count) AddField(fields[body, i]);
        }
    }

    private void AddField(FieldView field)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {Show(field.Name)} = {Show(field.Value)}");
        var room = new byte[field.Value.Length];
        Assert.True(FieldValue.TryDecode(field.Value, room, out var length));
        if (field.Value.StartsWith("\""u8) || IsText(field.Name)) text.Append(CultureInfo.InvariantCulture, $" -> {Show(room.AsSpan(0, length))}");
        text.Append('\n');
        if (!field.Name.SequenceEqual("key"u8)) return;
        foreach (var key in field.Keys(room)) text.Append(CultureInfo.InvariantCulture, $"    key {Show(key)}\n");
    }

    /// <summary>True for the fields whose values are text, which may be hexadecimal.</summary>
    private static bool IsText(ReadOnlySpan<byte> name) =>
        Encoding.Latin1.GetString(name) is "comm" or "exe" or "name" or "cwd" or "key" or "proctitle" or "acct" or "cmd" or "data" or "a2" or "a6";

    private void AddEnrichment(in RecordView record)
    {
        if (record.Enrichment.IsEmpty) return;
        text.Append(CultureInfo.InvariantCulture, $"  enrichment {Show(record.Enrichment)}\n");
        foreach (ref readonly var range in fields.Ranges)
        {
            var name = record.Body.Slice(range.NameStart, range.NameLength);
            if (record.TryGetEnriched(name, out var value))
                text.Append(CultureInfo.InvariantCulture, $"    {Show(name)} is {Show(value)}\n");
        }
    }

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder();
        foreach (var b in bytes)
        {
            if (b is >= 0x20 and < 0x7f) shown.Append((char)b);
            else shown.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return shown.ToString();
    }
}
