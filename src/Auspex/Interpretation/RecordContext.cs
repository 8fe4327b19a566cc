using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// What the meaning of a field's value depends on, besides the value: the record around it. It owns nothing.
/// </summary>
/// <remarks>
/// a0 and a1 come from the record itself. audit-userspace remembers them from the last SYSCALL record it saw, also of
/// another event (spec 2.3; docs/differences.md, a0-context).
/// </remarks>
public readonly ref struct RecordContext
{
    /// <summary>
    /// Among how many fields of body and enrichment another field is looked for (docs/differences.md, lookup-limit). No
    /// record of the kernel that needs this has half as many; a hostile one would otherwise make each of its fields
    /// look at all others.
    /// </summary>
    public const int MaxLookupFields = 64;

    /// <summary>The record's type.</summary>
    public RecordType Type { get; init; }

    /// <summary>The record's fields, as <see cref="RecordView.Body"/>.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>What ENRICHED appended, as <see cref="RecordView.Enrichment"/>.</summary>
    public ReadOnlySpan<byte> Enrichment { get; init; }

    /// <summary>Names that ENRICHED is known not to have told, by <see cref="EnrichmentReader.Bit"/>.</summary>
    internal ulong Unenriched { get; init; }

    /// <summary>False when ENRICHED told nothing of the field called <paramref name="name"/>; where true, it is to be looked for.</summary>
    internal bool MayBeEnriched(ReadOnlySpan<byte> name) => !Enrichment.IsEmpty && (Unenriched & EnrichmentReader.Bit(name)) == 0;

    /// <summary>The machine that <c>arch=</c> names; for io_uring's records <see cref="Machine.IoUring"/>.</summary>
    public Machine Machine { get; init; }

    /// <summary>The system call's number, or -1 where the record has none.</summary>
    public int Syscall { get; init; }

    /// <summary>Argument 0 of the system call.</summary>
    public ulong A0 { get; init; }

    /// <summary>Argument 1 of the system call.</summary>
    public ulong A1 { get; init; }

    /// <summary>
    /// The working directory of the event, decoded, or empty where it is unknown; then names stay relative.
    /// </summary>
    public ReadOnlySpan<byte> Cwd { get; init; }

    /// <summary>The context of <paramref name="record"/>.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cwd">The event's working directory where the reader wants full paths; ausearch -i does not.</param>
    public static RecordContext From(scoped in RecordView record, ReadOnlySpan<byte> cwd = default)
    {
        var call = new CallFields();
        if (CallFields.AreIn(record.Type))
        {
            foreach (var field in new FieldReader(record.Body))
            {
                if (call.Take(field.Name, field.Value)) break;
            }
        }

        return new RecordContext(record.Type, record.Body, record.Enrichment, call) { Cwd = cwd };
    }

    /// <summary>The context of <paramref name="record"/>, all of whose fields are known.</summary>
    internal static RecordContext From(scoped in RecordView record, FieldIndex fields)
    {
        var call = new CallFields();
        if (CallFields.AreIn(record.Type))
        {
            foreach (ref readonly var range in fields.Ranges)
            {
                if (call.Take(range.Name(record.Body), range.Value(record.Body))) break;
            }
        }

        return new RecordContext(record.Type, record.Body, record.Enrichment, call);
    }

    private RecordContext(RecordType type, ReadOnlySpan<byte> body, ReadOnlySpan<byte> enrichment, scoped in CallFields call)
    {
        Type = type;
        Body = body;
        Enrichment = enrichment;
        Machine = type == RecordType.Uringop ? Machine.IoUring : call.Machine;
        Syscall = call.Syscall;
        A0 = call.A0;
        A1 = call.A1;
        Unenriched = enrichment.IsEmpty ? 0 : ~new EnrichmentReader(enrichment).Bits();
    }

    /// <summary>
    /// The first field called <paramref name="name"/>, among the first <see cref="MaxLookupFields"/>.
    /// </summary>
    internal bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var left = MaxLookupFields;
        foreach (var field in new FieldReader(Body))
        {
            if (field.Name.SequenceEqual(name))
            {
                value = field.Value;
                return true;
            }

            if (--left == 0) break;
        }

        value = default;
        return false;
    }

    /// <summary>The machine that the value of <c>arch=</c> names.</summary>
    internal static Machine MachineOf(ReadOnlySpan<byte> arch) =>
        CNumber.TryParseUnsigned(arch, 16, out var elf) && elf <= uint.MaxValue
            ? Machines.FromArch((AuditArch)elf) : Machine.Unknown;

    /// <summary>What the fields of a system call say, taken in their order up to a1: arch syscall [per] success exit a0 a1.</summary>
    private struct CallFields()
    {
        public Machine Machine = Machine.Unknown;
        public int Syscall = -1;
        public ulong A0;
        public ulong A1;

        /// <summary>True for records that have them.</summary>
        public static bool AreIn(RecordType type) => type is RecordType.Syscall or RecordType.Seccomp;

        /// <summary>Takes one field; true when it was the last that matters.</summary>
        public bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            if (name.SequenceEqual("arch"u8)) Machine = MachineOf(value);
            else if (name.SequenceEqual("syscall"u8)) Syscall = CNumber.TryParseUnsigned(value, 10, out var number) && number <= int.MaxValue ? (int)number : -1;
            else if (name.SequenceEqual("a0"u8)) A0 = Argument(value);
            if (!name.SequenceEqual("a1"u8)) return false;
            A1 = Argument(value);
            return true;
        }

        private static ulong Argument(ReadOnlySpan<byte> value) => CNumber.TryParseUnsigned(value, 16, out var number) ? number : ulong.MaxValue;
    }
}
