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
    public static RecordContext From(in RecordView record, ReadOnlySpan<byte> cwd = default)
    {
        var machine = Machine.Unknown;
        var syscall = -1;
        ulong a0 = 0;
        ulong a1 = 0;
        if (record.Type is RecordType.Syscall or RecordType.Seccomp)
        {
            ReadCall(record.Body, ref machine, ref syscall, ref a0, ref a1);
        }

        if (record.Type == RecordType.Uringop) machine = Machine.IoUring;
        return new RecordContext
        {
            Type = record.Type,
            Body = record.Body,
            Enrichment = record.Enrichment,
            Machine = machine,
            Syscall = syscall,
            A0 = a0,
            A1 = a1,
            Cwd = cwd,
        };
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

    /// <summary>One pass up to a1, which stands near the beginning: arch syscall [per] success exit a0 a1.</summary>
    private static void ReadCall(
        ReadOnlySpan<byte> body, ref Machine machine, ref int syscall, ref ulong a0, ref ulong a1)
    {
        foreach (var field in new FieldReader(body))
        {
            var name = field.Name;
            if (name.SequenceEqual("arch"u8))
            {
                machine = MachineOf(field.Value);
            }
            else if (name.SequenceEqual("syscall"u8))
            {
                var isNumber = CNumber.TryParseUnsigned(field.Value, 10, out var number);
                syscall = isNumber && number <= int.MaxValue ? (int)number : -1;
            }
            else if (name.SequenceEqual("a0"u8))
            {
                if (!CNumber.TryParseUnsigned(field.Value, 16, out a0)) a0 = ulong.MaxValue;
            }
            else if (name.SequenceEqual("a1"u8))
            {
                if (!CNumber.TryParseUnsigned(field.Value, 16, out a1)) a1 = ulong.MaxValue;
                return;
            }
        }
    }

    /// <summary>The machine that the value of <c>arch=</c> names.</summary>
    internal static Machine MachineOf(ReadOnlySpan<byte> arch) =>
        CNumber.TryParseUnsigned(arch, 16, out var elf) && elf <= uint.MaxValue
            ? Machines.FromArch((AuditArch)elf) : Machine.Unknown;
}
