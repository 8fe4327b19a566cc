using System.Globalization;
using System.Text;
using Auspex.Records;
using Auspex.Rules;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports.Cost;

/// <summary>What a recorded event tells of the things that rules ask for. Filled again for each event; one thread.</summary>
internal sealed class TrafficEvent
{
    /// <summary>Paths of one event that are looked at: the kernel records far fewer.</summary>
    private const int MaxPaths = 64;

    private const int MaxTextBytes = 8192;

    private readonly Dictionary<RuleField, uint> numbers = [];
    private readonly List<TrafficPath> paths = [];
    private readonly byte[] exe = new byte[MaxTextBytes];
    private readonly byte[] scratch = new byte[MaxTextBytes];
    private int exeLength;

    /// <summary>True when it has a SYSCALL record: then lists for calls are looked at.</summary>
    public bool IsSyscall { get; private set; }

    /// <summary>The type of its first record.</summary>
    public RecordType Type { get; private set; }

    /// <summary>The architecture of the call.</summary>
    public AuditArch Arch => (AuditArch)(Find(RuleField.Arch) ?? 0);

    /// <summary>The number of the call, or -1.</summary>
    public int Syscall { get; private set; }

    /// <summary>The program, as a path; empty when it is not told.</summary>
    public ReadOnlySpan<byte> Exe => exe.AsSpan(0, exeLength);

    /// <summary>The raw value of the key, or empty.</summary>
    public byte[] RawKey { get; private set; } = [];

    /// <summary>The bytes of its lines, ends included.</summary>
    public long Bytes { get; private set; }

    /// <summary>The objects of the call.</summary>
    public IReadOnlyList<TrafficPath> Paths => paths;

    /// <summary>The flags that openat2(2) was asked with, where the event has them.</summary>
    public uint? OpenFlags { get; private set; }

    /// <summary>The value that a field of rules has, or null when the event does not tell.</summary>
    public uint? Find(RuleField field) => numbers.TryGetValue(field, out var value) ? value : null;

    /// <summary>Reads <paramref name="e"/>.</summary>
    public void Read(LogEvent e)
    {
        numbers.Clear();
        paths.Clear();
        (exeLength, Syscall, IsSyscall, RawKey, OpenFlags, Bytes, Type) = (0, -1, false, [], null, 0, e.FirstType);
        var cwd = "";
        for (var i = 0; i < e.Count; i++) Bytes += e.Spots[i].Length + 1;
        for (var i = 0; i < e.Count; i++)
        {
            var record = e.View(i);
            if (record.Type == RecordType.Syscall) ReadSyscall(record);
            else if (record.Type == RecordType.Cwd) cwd = TextOf(record, "cwd"u8);
            else if (record.Type == RecordType.Sockaddr) ReadFamily(record);
            else if (record.Type == RecordType.Openat2 && record.TryGetField("oflag"u8, out var flags)) OpenFlags = Octal(flags);
            else if (i == 0) ReadSubject(record);
        }

        for (var i = 0; i < e.Count && paths.Count < MaxPaths; i++)
        {
            if (e[i].Type == RecordType.Path) ReadPath(e.View(i), cwd);
        }
    }

    private void ReadSyscall(RecordView record)
    {
        IsSyscall = true;
        ReadSubject(record);
    }

    private void ReadSubject(RecordView record)
    {
        foreach (var field in new FieldReader(record.Body))
        {
            var value = field.Value;
            if (field.Name.SequenceEqual("exe"u8)) exeLength = FieldValue.TryDecode(value, exe, out var written) ? written : 0;
            else if (field.Name.SequenceEqual("key"u8)) RawKey = value.ToArray();
            else if (field.Name.SequenceEqual("syscall"u8) || field.Name.SequenceEqual("uring_op"u8)) Syscall = DecimalText.TryParse(value, out int number) ? number : -1;
            else if (field.Name.SequenceEqual("success"u8)) numbers[RuleField.Success] = value.SequenceEqual("yes"u8) ? 1u : 0;
            else if (field.Name.SequenceEqual("arch"u8)) Take(RuleField.Arch, value, isHex: true);
            else if (field.Name.SequenceEqual("per"u8)) Take(RuleField.Pers, value, isHex: true);
            else if (field.Name is [(byte)'a', >= (byte)'0' and <= (byte)'3' and var digit]) Take(RuleField.A0 + (digit - '0'), value, isHex: true);
            else if (FieldOf(field.Name) is { } known) Take(known, value, isHex: false);
        }

        // The kernel leaves the personality out when it is none.
        if (record.Type == RecordType.Syscall) numbers.TryAdd(RuleField.Pers, 0);
    }

    private static RuleField? FieldOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("pid"u8)) return RuleField.Pid;
        if (name.SequenceEqual("ppid"u8)) return RuleField.Ppid;
        if (name.SequenceEqual("uid"u8)) return RuleField.Uid;
        if (name.SequenceEqual("euid"u8)) return RuleField.Euid;
        if (name.SequenceEqual("suid"u8)) return RuleField.Suid;
        if (name.SequenceEqual("fsuid"u8)) return RuleField.Fsuid;
        if (name.SequenceEqual("auid"u8)) return RuleField.Auid;
        if (name.SequenceEqual("gid"u8)) return RuleField.Gid;
        if (name.SequenceEqual("egid"u8)) return RuleField.Egid;
        if (name.SequenceEqual("sgid"u8)) return RuleField.Sgid;
        if (name.SequenceEqual("fsgid"u8)) return RuleField.Fsgid;
        if (name.SequenceEqual("ses"u8)) return RuleField.SessionId;
        return name.SequenceEqual("exit"u8) ? RuleField.Exit : null;
    }

    /// <summary>Rules compare the lower 32 bits, as the kernel does.</summary>
    private void Take(RuleField field, ReadOnlySpan<byte> value, bool isHex)
    {
        if (isHex && Hex.TryParse(value, out var bits)) numbers[field] = (uint)bits;
        else if (!isHex && DecimalText.TryParse(value, out long number)) numbers[field] = (uint)number;
    }

    private void ReadFamily(RecordView record)
    {
        // Two bytes in the order of the machine; all that run Debian's releases are little-endian but s390x.
        if (record.TryGetField("saddr"u8, out var address) && address.Length >= 4 && Hex.TryParse(address[..2], out var low) && Hex.TryParse(address[2..4], out var high))
            numbers[RuleField.SaddrFam] = (uint)(low != 0 ? low : high);
    }

    private void ReadPath(RecordView record, string cwd)
    {
        var (major, minor) = record.TryGetField("dev"u8, out var device) ? Device(device) : (null, null);
        paths.Add(new TrafficPath
        {
            Name = Absolute(TextOf(record, "name"u8), cwd),
            Inode = NumberOf(record, "inode"u8),
            DevMajor = major,
            DevMinor = minor,
            Mode = record.TryGetField("mode"u8, out var mode) ? Octal(mode) : null,
            OwnerUid = NumberOf(record, "ouid"u8),
            OwnerGid = NumberOf(record, "ogid"u8),
        });
    }

    private static uint? NumberOf(RecordView record, ReadOnlySpan<byte> name) =>
        record.TryGetField(name, out var value) && DecimalText.TryParse(value, out ulong number) ? (uint)number : null;

    private string TextOf(RecordView record, ReadOnlySpan<byte> name) =>
        record.TryGetField(name, out var value) && !value.SequenceEqual("(null)"u8) && FieldValue.TryDecode(value, scratch, out var written)
            ? Encoding.Latin1.GetString(scratch, 0, written) // one character a byte: paths are compared byte by byte
            : "";

    private static (uint? Major, uint? Minor) Device(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        return colon > 0 && Hex.TryParse(text[..colon], out var major) && Hex.TryParse(text[(colon + 1)..], out var minor)
            ? ((uint)major, (uint)minor) : (null, null);
    }

    private static uint? Octal(ReadOnlySpan<byte> text) => CNumber.TryParseUnsigned(text, 8, out var value) ? (uint)value : null;

    /// <summary>Joins and shortens; what is relative to a directory handle, and not to the working directory, is not known.</summary>
    private string Absolute(string name, string cwd)
    {
        const uint atWorkingDirectory = unchecked((uint)-100); // AT_FDCWD
        if (name.Length == 0) return "";
        if (name[0] != '/')
        {
            if (cwd.Length == 0 || (TakesHandle() && Find(RuleField.A0) != atWorkingDirectory)) return "";
            name = string.Create(CultureInfo.InvariantCulture, $"{cwd}/{name}");
        }

        return Path.GetFullPath(name.Replace("\0", "", StringComparison.Ordinal)).TrimEnd('/') is { Length: > 0 } full ? full : "/";
    }

    private bool TakesHandle() =>
        Syscalls.TryGetName(Arch, Syscall, out var name) && (name.EndsWith("at"u8) || name.EndsWith("at2"u8)) && !name.SequenceEqual("creat"u8);
}
