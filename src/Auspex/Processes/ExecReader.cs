using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Processes;

/// <summary>Puts an exec's image together: arguments from EXECVE records, working directory from CWD, the script from PATH.</summary>
/// <remarks>
/// An argument is <c>aN="text"</c>, <c>aN=HEX</c>, or, when long, <c>aN_len=N aN[0]=… aN[1]=…</c> over several records.
/// Pieces of hexadecimal are cut between bytes. Source: kernel audit_log_execve_info, observed on 6.18.
/// </remarks>
internal sealed class ExecReader
{
    private readonly FieldIndex fields = new();
    private readonly ByteInterner interner;
    private readonly IProcessInfo? info;
    private byte[] arguments = new byte[4096];
    private byte[] script = new byte[512];
    private byte[] other = new byte[512];
    private int used;

    internal ExecReader(ByteInterner interner, IProcessInfo? info)
    {
        this.interner = interner;
        this.info = info;
    }

    /// <summary>The image that <paramref name="auditEvent"/> begins, with path and time from <paramref name="fact"/>.</summary>
    internal ProcessImage Read(AuditEvent auditEvent, ProcessFact fact)
    {
        var known = ReadArguments(auditEvent, out var isCut);
        var cwd = auditEvent.IndexOf(RecordType.Cwd);
        var isDeleted = fact.ExeDeleted && !IsNamedDeleted(auditEvent, fact.Exe!, fact.Comm);
        var image = new ProcessImage
        {
            Exe = fact.ExeDeleted && !isDeleted ? interner.Get([.. fact.Exe!, .. FactReader.DeletedMark]) : fact.Exe,
            IsDeleted = isDeleted,
            Arguments = known ? interner.Get(arguments.AsSpan(0, used)) : null,
            ArgumentsCut = isCut || auditEvent.IsTruncated,
            Cwd = cwd < 0 ? null : Text(auditEvent.BodyOf(cwd), "cwd"u8, ref other) is { IsEmpty: false } path ? interner.Get(path) : null,
            Script = known ? FindScript(auditEvent, fact) : null,
            Comm = fact.Comm,
            SinceMilliseconds = fact.Milliseconds,
        };
        if (arguments.Length > 1 << 16) arguments = new byte[4096];
        return image;
    }

    private bool ReadArguments(AuditEvent auditEvent, out bool isCut)
    {
        used = 0;
        var expected = -1;
        var number = -1; // the argument being put together
        var hasPieces = false;
        var hasHole = false;
        for (var i = auditEvent.IndexOf(RecordType.Execve); i >= 0; i = auditEvent.IndexOf(RecordType.Execve, i + 1))
        {
            var body = auditEvent.BodyOf(i);
            fields.Fill(body);
            for (var f = 0; f < fields.Count; f++)
            {
                var field = fields[body, f];
                if (field.Name.SequenceEqual("argc"u8))
                {
                    _ = DecimalText.TryParse(field.Value, out expected);
                    continue;
                }

                if (!ArgumentName.TryParse(field.Name, out var argument, out var isPiece, out var isLength) || isLength) continue;
                if (argument != number || !isPiece || !hasPieces)
                {
                    if (number >= 0) Append(0);
                    hasHole |= argument != number + 1;
                    number = argument;
                    hasPieces = isPiece;
                }

                AppendDecoded(field.Value);
            }
        }

        if (number >= 0) Append(0);
        isCut = hasHole || (expected >= 0 && number + 1 < expected);
        return expected >= 0;
    }

    private void AppendDecoded(ReadOnlySpan<byte> value)
    {
        EnsureRoom(value.Length);
        var text = FieldValue.TextOf(value, arguments.AsSpan(used));
        text.CopyTo(arguments.AsSpan(used));
        used += text.Length;
    }

    private void Append(byte value)
    {
        EnsureRoom(1);
        arguments[used++] = value;
    }

    private void EnsureRoom(int length)
    {
        if (used + length > arguments.Length) Array.Resize(ref arguments, Math.Max(arguments.Length * 2, used + length));
    }

    /// <summary>
    /// The kernel runs a #! file by putting the interpreter's name, as the file gives it, into argument 0, and the file's name into
    /// argument 1 or 2; it opens the interpreter after the file, so that PATH item 0 is the file and a later item the interpreter.
    /// </summary>
    private byte[]? FindScript(AuditEvent auditEvent, ProcessFact fact)
    {
        var first = auditEvent.IndexOf(RecordType.Path);
        if (first < 0) return null;
        var named = Text(auditEvent.BodyOf(first), "name"u8, ref script);
        if (named.IsEmpty || named.SequenceEqual(fact.Exe)) return null;
        var list = arguments.AsSpan(0, used);
        var zero = list.IndexOf((byte)0);
        if (zero <= 0) return null;
        var isInterpreter = false;
        for (var i = auditEvent.IndexOf(RecordType.Path, first + 1); i >= 0 && !isInterpreter; i = auditEvent.IndexOf(RecordType.Path, i + 1))
            isInterpreter = Text(auditEvent.BodyOf(i), "name"u8, ref other).SequenceEqual(list[..zero]);
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
        return FieldValue.TextOf(value, scratch);
    }
}
