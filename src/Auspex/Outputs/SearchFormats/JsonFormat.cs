using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary><c>ausearch --format json</c>: one event a line, its fields as they stand and as they are to be understood.</summary>
/// <remarks>
/// The schema is docs/ausearch-json.md. Bytes that are no UTF-8 become U+FFFD in a string, and stand beside it in hexadecimal. Several
/// fields of one name in a record are told apart by <c>#2</c>, <c>#3</c>. Source: RFC 8259, RFC 3339.
/// </remarks>
internal sealed partial class JsonFormat : IEventFormat
{
    private readonly Interpreter interpreter;
    private readonly LineBuffer line = new();
    private readonly JsonWriter json;
    private readonly ByteBuffer text = new();
    private readonly ByteBuffer value = new();
    private readonly byte[] keyRoom = new byte[KeyReader.MaxBytes];
    private readonly RepeatedNames names = new();
    private readonly FieldIndex fields = new();
    private readonly FieldMemory memory = new();
    private FieldRange keys; // of the record at hand; ValueStart is 0 where it has none
    private bool isListed; // by old daemons: (hostname=?, addr=?, terminal=cron res=success)

    /// <summary>A format for one thread.</summary>
    /// <param name="names">Names of users and groups where the record carries none; what they have told once counts until the format is given up.</param>
    public JsonFormat(IUserNames names)
    {
        interpreter = new Interpreter(names, EscapeMode.Raw);
        json = new JsonWriter(line);
    }

    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        json.Begin();
        json.Time("time"u8, e.Stamp.Milliseconds);
        json.Name("epoch"u8);
        line.AppendNumber(e.Stamp.Seconds);
        line.Append((byte)'.');
        line.AppendPadded(e.Stamp.Milliseconds % 1000, 3);
        json.Name("serial"u8);
        line.AppendDecimal(e.Stamp.Serial);
        if (e.HasNode) json.Bytes("node"u8, e.Node);
        json.List("records"u8);
        for (var i = 0; i < e.Count; i++) AppendRecord(e.View(i));
        json.Close();
        json.EndLine();
        output.Append(line.Written);
    }

    private void AppendRecord(in RecordView record)
    {
        var type = RecordTypes.Name(record.Type);
        json.Item();
        json.Bytes("type"u8, type.IsEmpty ? record.TypeName : type);
        json.Object("fields"u8);
        AppendFields(record);
        json.Close();
        if (keys.ValueStart > 0) AppendKeys(keys.Value(record.Body));
        if (text.Length > 0) json.Bytes("text"u8, text.Written);
        json.Close();
    }
}
