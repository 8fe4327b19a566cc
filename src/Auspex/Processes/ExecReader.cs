using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Processes;

/// <summary>Puts an exec's image together: arguments from EXECVE records, working directory from CWD, the script from PATH.</summary>
/// <remarks>
/// Source: kernel audit_log_execve_info, observed on 6.18; <see cref="CommandLineReader"/> for the arguments.
/// </remarks>
internal sealed class ExecReader
{
    private readonly FieldIndex fields = new();
    private readonly ByteInterner interner;
    private readonly IProcessInfo? info;
    private readonly CommandLineReader arguments = new();
    private byte[] script = new byte[512];
    private byte[] other = new byte[512];

    internal ExecReader(ByteInterner interner, IProcessInfo? info)
    {
        this.interner = interner;
        this.info = info;
    }

    /// <summary>The image that <paramref name="auditEvent"/> begins, with path and time from <paramref name="fact"/>.</summary>
    internal ProcessImage Read(AuditEvent auditEvent, ProcessFact fact)
    {
        arguments.Read(auditEvent);
        var known = arguments.IsKnown;
        var cwd = auditEvent.IndexOf(RecordType.Cwd);
        var isDeleted = fact.ExeDeleted && !IsNamedDeleted(auditEvent, fact.Exe!, fact.Comm);
        var image = new ProcessImage
        {
            Exe = fact.ExeDeleted && !isDeleted ? interner.Get([.. fact.Exe!, .. FactReader.DeletedMark]) : fact.Exe,
            IsDeleted = isDeleted,
            Arguments = known ? interner.Get(arguments.Text) : null,
            ArgumentsCut = arguments.IsCut || auditEvent.IsTruncated,
            Cwd = cwd < 0 ? null : Text(auditEvent.BodyOf(cwd), "cwd"u8, ref other) is { IsEmpty: false } path ? interner.Get(path) : null,
            Script = known ? FindScript(auditEvent, fact) : null,
            Comm = fact.Comm,
            SinceMilliseconds = fact.Milliseconds,
        };
        return image;
    }

    /// <summary>
    /// The kernel runs a #! file by putting the interpreter's name, as the file gives it, into argument 0, and the file's name into
    /// argument 1 or 2; it opens the interpreter after the file, so that PATH item 0 is the file and a later item the interpreter.
    /// </summary>
    private byte[]? FindScript(AuditEvent auditEvent, ProcessFact fact)
    {
        var first = FirstPath(auditEvent);
        if (first < 0) return null;
        var named = Text(auditEvent.BodyOf(first), "name"u8, ref script);
        if (named.IsEmpty || named.SequenceEqual(fact.Exe)) return null;
        var list = arguments.Text;
        var zero = list.IndexOf((byte)0);
        if (zero <= 0) return null;
        var isInterpreter = false;
        for (var i = auditEvent.IndexOf(RecordType.Path); i >= 0 && !isInterpreter; i = auditEvent.IndexOf(RecordType.Path, i + 1))
            isInterpreter = i != first && Text(auditEvent.BodyOf(i), "name"u8, ref other).SequenceEqual(list[..zero]);
        if (!isInterpreter) return null;
        for (var rest = list[(zero + 1)..]; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0) end = rest.Length;
            if (rest[..end].SequenceEqual(named)) return interner.Get(named);
            rest = end < rest.Length ? rest[(end + 1)..] : default;
        }

        return null;
    }

    /// <summary>The PATH record with item 0, whatever the order of lines; without one the first.</summary>
    private int FirstPath(AuditEvent auditEvent)
    {
        for (var i = auditEvent.IndexOf(RecordType.Path); i >= 0; i = auditEvent.IndexOf(RecordType.Path, i + 1))
        {
            if (Text(auditEvent.BodyOf(i), "item"u8, ref other).SequenceEqual("0"u8)) return i;
        }

        return auditEvent.IndexOf(RecordType.Path);
    }

    /// <summary>
    /// True when the exec opened a file whose own name ends in " (deleted)", so that the kernel appended nothing: by that name, or,
    /// through a link, the file that has the name and the inode. Opened by descriptor, the name has become that of the process.
    /// </summary>
    private bool IsNamedDeleted(AuditEvent auditEvent, byte[] exe, ReadOnlySpan<byte> comm)
    {
        var name = exe.AsSpan(exe.AsSpan().LastIndexOf((byte)'/') + 1);
        if (comm.Length > name.Length && comm.StartsWith(name) && FactReader.DeletedMark.StartsWith(comm[name.Length..])) return true;
        var hasFile = false;
        ulong inode = 0;
        if (info is not null) hasFile = info.TryReadInode([.. exe, .. FactReader.DeletedMark], out inode);
        for (var i = auditEvent.IndexOf(RecordType.Path); i >= 0; i = auditEvent.IndexOf(RecordType.Path, i + 1))
        {
            var body = auditEvent.BodyOf(i);
            var opened = Text(body, "name"u8, ref other);
            if (opened.EndsWith(FactReader.DeletedMark))
            {
                opened = opened[..^FactReader.DeletedMark.Length];
                if (opened[(opened.LastIndexOf((byte)'/') + 1)..].SequenceEqual(name)) return true;
            }

            if (hasFile && fields.TryGet(body, "inode"u8, out var value) && DecimalText.TryParse(value, out ulong number) && number == inode)
                return true;
        }

        return false;
    }

    /// <summary>The text of the first field called <paramref name="name"/>; decoded, it lies in <paramref name="scratch"/>.</summary>
    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, ref byte[] scratch)
    {
        fields.Fill(body);
        if (!fields.TryGet(body, name, out var value)) return default;
        if (value.Length > scratch.Length) scratch = new byte[value.Length];
        return FieldValue.UntrustedText(value, scratch);
    }
}
