using Auspex.Interpretation.Arguments;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Says what the values of a record mean: <c>EACCES(Permission denied)</c> for -13. A view made on demand, never
/// stored.
/// </summary>
/// <remarks>
/// Allocates nothing per value. Safe to share between threads when <see cref="IUserNames"/> is. Renders as
/// audit-userspace 4.2.2; where it is defective and we are not, docs/differences.md says so. Source: spec 4.
/// </remarks>
public sealed class Interpreter
{
    private readonly IUserNames names;

    /// <summary>An interpreter for the users of one machine.</summary>
    /// <param name="names">Names of users and groups, asked where the record carries none.</param>
    /// <param name="mode">What is made harmless in values.</param>
    public Interpreter(IUserNames names, EscapeMode mode = EscapeMode.Tty)
    {
        ArgumentNullException.ThrowIfNull(names);
        this.names = names;
        Mode = mode;
    }

    /// <summary>What is made harmless in values.</summary>
    public EscapeMode Mode { get; }

    /// <summary>
    /// False prints the text of an enriched record as it is. audit-userspace does so, and lets a forged record write
    /// control sequences to a terminal; true, the default, escapes it like any other value.
    /// </summary>
    public bool EscapesEnrichment { get; init; } = true;

    /// <summary>Adds the meaning of <paramref name="field"/>, a field of <paramref name="record"/>.</summary>
    public void Interpret(in RecordContext record, FieldView field, ByteBuffer output) =>
        Interpret(record, field.Name, field.Value, output);

    /// <summary>Adds the meaning of a value.</summary>
    /// <param name="record">The record it stands in.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The value as written: quotes and hexadecimal kept.</param>
    /// <param name="output">Where to. Several keys come out separated by 0x01.</param>
    /// <returns>The field's type.</returns>
    public FieldType Interpret(
        in RecordContext record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer output)
    {
        var type = FieldTyping.Resolve(record.Type, name, value);
        Interpret(type, record, name, value, output);
        return type;
    }

    /// <summary>Adds the meaning of a value of a known type.</summary>
    public void Interpret(
        FieldType type, in RecordContext record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var start = output.Length;
        if (TryAppendEnriched(type, record, name, output))
        {
            if (EscapesEnrichment) Escaping.Apply(output, start, Mode);
            return;
        }

        Render(type, record, name, value, output);
        Escaping.Apply(output, start, Mode, keepKeySeparators: type == FieldType.EscapedKey);
    }

    /// <summary>True when nothing else in the record changes what a value of <paramref name="type"/> means.</summary>
    internal static bool IsSelfContained(FieldType type) =>
        type is not (FieldType.Syscall or (>= FieldType.A0 and <= FieldType.A3) or FieldType.Hook or FieldType.FanInfo);

    /// <summary>What the machine that wrote the record knew is better than what this one knows.</summary>
    private static bool TryAppendEnriched(
        FieldType type, in RecordContext record, ReadOnlySpan<byte> name, ByteBuffer output)
    {
        if (type == FieldType.Unclassified || !record.MayBeEnriched(name)) return false;
        if (!new EnrichmentReader(record.Enrichment).TryGet(name, out var text) || text.StartsWith("unknown-"u8))
        {
            return false;
        }

        if (type is FieldType.Uid or FieldType.Gid) EscapedText.Append(text, output);
        else output.Append(text);
        return true;
    }

    private void Render(
        FieldType type, in RecordContext record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var radix = NamedValues.RadixOf(type);
        if (radix >= 0)
        {
            RenderNumber(type, radix, record, raw, output);
            return;
        }

        switch (type)
        {
            case FieldType.Escaped or FieldType.EscapedKey:
                EscapedText.Append(raw, output);
                break;
            case FieldType.EscapedFile:
                EscapedText.AppendFile(raw, record.Cwd, output);
                break;
            case FieldType.ProcTitle:
                EscapedText.AppendTitle(raw, output);
                break;
            case FieldType.Syscall:
                SyscallText.Append(record, name, raw, output);
                break;
            case FieldType.Arch:
                SyscallText.AppendArch(raw, output);
                break;
            case FieldType.Exit:
                ExitCode.Append(raw, output);
                break;
            case >= FieldType.A0 and <= FieldType.A3:
                CallArguments.Append(record, type - FieldType.A0, raw, names, output);
                break;
            case FieldType.SockAddr:
                SockAddr.Append(raw, output);
                break;
            case FieldType.TtyData:
                TtyData.Append(raw, output);
                break;
            default:
                if (!WordValues.TryAppend(type, record, raw, output)) output.Append(raw);
                break;
        }
    }

    private void RenderNumber(
        FieldType type, int radix, in RecordContext record, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var form = CNumber.ReadUnsigned(raw, radix, out var value);
        if (form != NumberForm.Number) Unknown.AppendUnread(form, raw, output);
        else if (type == FieldType.Uid) Identity.AppendUser((uint)value, names, output);
        else if (type == FieldType.Gid) Identity.AppendGroup((uint)value, names, output);
        else NamedValues.Append(type, record, value, raw, output);
    }
}
