using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Processes;

/// <summary>Reads what an event says about processes into a <see cref="ProcessFact"/>.</summary>
/// <remarks>Source: spec 3.4; the kernel's audit_log_exit and audit_log_execve_info as observed on Linux 6.18.</remarks>
internal sealed class FactReader
{
    private readonly FieldIndex fields = new();
    private readonly ByteInterner interner;
    private readonly ExecReader execReader;
    private readonly NameReader names;
    private byte[] scratch = new byte[4096];

    internal FactReader(ByteInterner interner, IProcessInfo? info)
    {
        this.interner = interner;
        execReader = new ExecReader(interner, info);
        names = new NameReader(interner);
    }

    /// <summary>What the kernel appends to the path of a removed file.</summary>
    internal static ReadOnlySpan<byte> DeletedMark => " (deleted)"u8;

    /// <summary>The types of record that matter; others need not be kept by the assembler.</summary>
    internal static bool Keeps(RecordType type) => type is
        RecordType.Syscall or RecordType.Execve or RecordType.Cwd or RecordType.Path or RecordType.AnomAbend;

    /// <summary>Fills <paramref name="fact"/> from <paramref name="auditEvent"/>.</summary>
    /// <returns>False when the event says nothing about the lives of processes.</returns>
    internal bool TryRead(AuditEvent auditEvent, ProcessFact fact)
    {
        for (var i = 0; i < auditEvent.Count; i++)
        {
            var type = auditEvent.TypeOf(i);
            if (type == RecordType.Syscall) return ReadSyscall(auditEvent, i, fact);
            if (type == RecordType.AnomAbend) return ReadAbend(auditEvent, i, fact);
        }

        return false;
    }

    private bool ReadSyscall(AuditEvent auditEvent, int index, ProcessFact fact)
    {
        var body = auditEvent.BodyOf(index);
        var kind = KindOf(body, out var machine);
        if (kind == SyscallKind.Other) return false;
        fields.Fill(body);
        fact.Milliseconds = auditEvent.Stamp.Milliseconds;
        var values = new SyscallValues();
        foreach (ref readonly var range in fields.Ranges)
            ReadField(body.Slice(range.NameStart, range.NameLength), body.Slice(range.ValueStart, range.ValueLength), ref values, fact);
        if (fact.Pid <= 0) return false;
        fact.Credentials = values.Credentials with { Names = names.Read(auditEvent[index].Enrichment) };
        switch (kind)
        {
            case SyscallKind.Exit or SyscallKind.ExitGroup:
                fact.Kind = kind == SyscallKind.Exit ? ProcessFactKind.ExitThread : ProcessFactKind.ExitGroup;
                fact.Value = (int)(values.A0 & 0xFF);
                return true;
            case SyscallKind.Exec:
                if (!values.Succeeded) return false;
                fact.Kind = ProcessFactKind.Exec;
                fact.Image = execReader.Read(auditEvent, fact);
                return true;
            default:
                fact.Kind = ProcessFactKind.Fork;
                fact.Child = (int)values.Exit;
                fact.CloneFlags = kind switch
                {
                    SyscallKind.Clone3 => null,
                    SyscallKind.Clone => CloneFlags(machine, body, values.A0),
                    SyscallKind.VFork => ProcessFact.CloneVFork,
                    _ => 0UL,
                };
                return values.Succeeded && values.Exit is > 0 and <= int.MaxValue;
        }
    }

    /// <summary>Reads arch and syscall, which begin every SYSCALL record, without looking at the rest.</summary>
    private static SyscallKind KindOf(ReadOnlySpan<byte> body, out Machine machine)
    {
        machine = Machine.Unknown;
        if (!body.StartsWith("arch="u8)) return SyscallKind.Other;
        var space = body.IndexOf((byte)' ');
        if (space < 0 || !Hex.TryParse(body[5..space], out var arch)) return SyscallKind.Other;
        machine = Machines.FromArch((AuditArch)arch);
        var rest = body[(space + 1)..];
        if (!rest.StartsWith("syscall="u8)) return SyscallKind.Other;
        rest = rest[8..];
        space = rest.IndexOf((byte)' ');
        return DecimalText.TryParse(space < 0 ? rest : rest[..space], out int number)
            ? ProcessSyscalls.KindOf(machine, number)
            : SyscallKind.Other;
    }

    /// <summary>The flags are clone's first argument, but its second on s390. Source: clone(2), C library/kernel differences.</summary>
    private ulong CloneFlags(Machine machine, ReadOnlySpan<byte> body, ulong first)
    {
        if (machine is not (Machine.S390 or Machine.S390X)) return first;
        return fields.TryGet(body, "a1"u8, out var value) && Hex.TryParse(value, out var flags) ? flags : 0;
    }

    private struct SyscallValues
    {
        internal bool Succeeded;
        internal long Exit;
        internal ulong A0;
        internal Credentials Credentials;
    }

    private void ReadField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref SyscallValues values, ProcessFact fact)
    {
        switch (name.Length)
        {
            case 2 when name[0] == 'a' && name[1] == '0':
                _ = Hex.TryParse(value, out values.A0);
                break;
            case 3:
                if (name.SequenceEqual("pid"u8)) fact.Pid = Number(value);
                else if (name.SequenceEqual("uid"u8)) values.Credentials = values.Credentials with { Uid = Id(value) };
                else if (name.SequenceEqual("gid"u8)) values.Credentials = values.Credentials with { Gid = Id(value) };
                else if (name.SequenceEqual("ses"u8)) values.Credentials = values.Credentials with { Session = Id(value) };
                else if (name.SequenceEqual("tty"u8)) fact.Tty = value.SequenceEqual("(none)"u8) ? null : interner.Get(value);
                else if (name.SequenceEqual("exe"u8)) ReadExe(value, fact);
                else if (name.SequenceEqual("key"u8)) fact.AuditKey = Decode(value);
                break;
            case 4:
                if (name.SequenceEqual("ppid"u8)) fact.ParentPid = Number(value);
                else if (name.SequenceEqual("auid"u8)) values.Credentials = values.Credentials with { Auid = Id(value) };
                else if (name.SequenceEqual("euid"u8)) values.Credentials = values.Credentials with { Euid = Id(value) };
                else if (name.SequenceEqual("comm"u8)) fact.Comm = Decode(value);
                else if (name.SequenceEqual("exit"u8)) _ = DecimalText.TryParse(value, out values.Exit);
                break;
            case 7 when name.SequenceEqual("success"u8):
                values.Succeeded = value.SequenceEqual("yes"u8);
                break;
        }
    }

    private bool ReadAbend(AuditEvent auditEvent, int index, ProcessFact fact)
    {
        var body = auditEvent.BodyOf(index);
        fact.Kind = ProcessFactKind.Abend;
        fact.Milliseconds = auditEvent.Stamp.Milliseconds;
        var values = new SyscallValues { Credentials = new Credentials(0, 0, Credentials.Unset, 0, 0) };
        foreach (var field in new FieldReader(body))
        {
            if (field.Name.SequenceEqual("sig"u8)) fact.Value = Number(field.Value);
            else ReadField(field.Name, field.Value, ref values, fact);
        }

        var known = names.Read(auditEvent[index].Enrichment);
        fact.Credentials = values.Credentials with
        {
            Euid = values.Credentials.Uid,
            Names = known is null ? null : new CredentialNames { Auid = known.Auid, Uid = known.Uid, Euid = known.Uid },
        };
        return fact.Pid > 0 && fact.Value is > 0 and < 128;
    }

    private void ReadExe(ReadOnlySpan<byte> value, ProcessFact fact)
    {
        var path = DecodeSpan(value);
        if (path.IsEmpty) return;
        fact.ExeDeleted = path.EndsWith(DeletedMark);
        fact.Exe = interner.Get(fact.ExeDeleted ? path[..^DeletedMark.Length] : path);
    }

    private byte[]? Decode(ReadOnlySpan<byte> value)
    {
        var text = DecodeSpan(value);
        return text.IsEmpty ? null : interner.Get(text);
    }

    private ReadOnlySpan<byte> DecodeSpan(ReadOnlySpan<byte> value)
    {
        if (value.Length > scratch.Length) scratch = new byte[value.Length];
        return FieldValue.UntrustedText(value, scratch);
    }

    private static int Number(ReadOnlySpan<byte> value) => DecimalText.TryParse(value, out int number) ? number : 0;

    private static uint Id(ReadOnlySpan<byte> value) =>
        DecimalText.TryParse(value, out uint id) ? id : Credentials.Unset;
}
