using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Writes whole records with their values interpreted, one line each: the form of <c>ausearch -i</c>.
/// </summary>
/// <remarks>
/// <code>
/// type=SYSCALL msg=audit(11/14/23 22:13:20.123:456) : arch=x86_64 syscall=openat success=yes …
/// </code>
/// Text between fields is kept as it is. Differences from audit-userspace 4.2.2 are named in docs/differences.md.
/// Allocates nothing once warm; belongs to one thread at a time. Source: spec 2.3.
/// </remarks>
internal sealed partial class RecordInterpretation
{
    private readonly Interpreter interpreter;
    private readonly TimeText time;
    private readonly FieldMemory memory = new();

    /// <summary>A writer of records.</summary>
    /// <param name="interpreter">Says what values mean; what its names have told once counts until this one is given up.</param>
    /// <param name="time">Writes the time of the record, without its milliseconds.</param>
    public RecordInterpretation(Interpreter interpreter, TimeText time)
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        ArgumentNullException.ThrowIfNull(time);
        this.interpreter = interpreter;
        this.time = time;
    }

    /// <summary>Adds <paramref name="record"/> and the end of its line.</summary>
    /// <remarks>A line that is no record is written as it stands, control characters escaped.</remarks>
    public void Append(in RecordView record, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (record.Error != RecordError.None)
        {
            AppendText(record.Line, output);
            output.Append((byte)'\n');
            return;
        }

        AppendHead(record, output);
        var rest = RestOf(record);
        if (record.Line.IsEmpty) output.Append(": "u8); // a message from the kernel has no line, only a body
        AppendFields(RecordContext.From(record), rest, output);
        output.Append((byte)'\n');
    }

    private void AppendHead(in RecordView record, ByteBuffer output)
    {
        if (!record.Node.IsEmpty)
        {
            output.Append("node="u8);
            AppendText(record.Node, output);
            output.Append((byte)' ');
        }

        output.Append("type="u8);
        var name = RecordTypes.Name(record.Type);
        if (name.IsEmpty && !record.TypeName.IsEmpty) AppendText(record.TypeName, output);
        else if (name.IsEmpty) AppendUnknownType(record.Type, output);
        else output.Append(name);
        output.Append(" msg=audit("u8);
        time.Append(record.Stamp.Seconds, output);
        output.Append((byte)'.');
        output.AppendDecimal((ulong)(record.Stamp.Milliseconds % 1000), 3);
        output.Append((byte)':');
        output.AppendDecimal(record.Stamp.Serial);
        output.Append(") "u8);
    }

    /// <summary>The form in which auditd writes a type without a name: <c>UNKNOWN[1399]</c>.</summary>
    private static void AppendUnknownType(RecordType type, ByteBuffer output)
    {
        output.Append("UNKNOWN["u8);
        output.AppendDecimal((int)type);
        output.Append((byte)']');
    }

    /// <summary>
    /// The text behind the stamp's closing parenthesis, without what ENRICHED appended: <c>: arch=…</c>.
    /// </summary>
    private static ReadOnlySpan<byte> RestOf(in RecordView record)
    {
        if (record.Line.IsEmpty) return record.Body;
        var rest = record.Line[record.StampEnd..];
        var split = rest.IndexOf(RecordView.EnrichmentSeparator);
        return split < 0 ? rest : rest[..split];
    }

    /// <summary>
    /// Adds text that is no value: control characters are escaped unless the mode is raw, and nothing else is.
    /// </summary>
    private void AppendText(ReadOnlySpan<byte> text, ByteBuffer output) =>
        Escaping.Append(text, interpreter.Mode == EscapeMode.Raw ? EscapeMode.Raw : EscapeMode.Tty, output);
}
