// tables.cs: writes the tables of src/Auspex/Tables/*.g.cs from facts.
//   dotnet run tools/tables.cs -- [FACTS_DIR [OUT_DIR]]     default: ../shared/facts  src/Auspex/Tables
// Facts are TAB-separated, first line = column names. Some tables have their facts in tools/facts, beside this file's
// folder.
// What comes out is data in the program's image (spans over constants): nothing is built when the program starts.
#:property PublishAot=false
using System.Globalization;
using System.Buffers.Binary;
using System.Text;

var facts = args.Length > 0 ? args[0] : "../shared/facts";
var target = args.Length > 1 ? args[1] : "src/Auspex/Tables";
const string Source = "(audit-userspace 4.2.2, linux 6.18)";

// file, class, what it holds
(string File, string Class, string Doc)[] names =
[
    ("address-families", "AddressFamilies", "Socket address families (AF_)."),
    ("arp-hooks", "ArpHooks", "Netfilter's ARP hooks."),
    ("bpf-commands", "BpfCommands", "Commands of bpf(2)."),
    ("capabilities", "Capabilities", "Capabilities, without CAP_ and in lower case."),
    ("clock-ids", "ClockIds", "Clocks (CLOCK_)."),
    ("epoll-ctl-ops", "EpollOperations", "Operations of epoll_ctl(2)."),
    ("errno", "Errno", "Errors of the kernel (E...)."),
    ("errno-messages", "ErrnoMessages", "What strerror(3) says of an error in the C locale."),
    ("fcntl-commands", "FcntlCommands", "Commands of fcntl(2)."),
    ("fsconfig-commands", "FsconfigCommands", "Commands of fsconfig(2)."),
    ("icmp-types", "IcmpTypes", "ICMP types."),
    ("inet-hooks", "InetHooks", "Netfilter's hooks."),
    ("ioctl-requests", "IoctlRequests", "Some requests of ioctl(2)."),
    ("ipc-ops", "IpcOperations", "Calls made through ipc(2)."),
    ("machines", "MachineNames", "Names of machines; the first of each number is the one shown."),
    ("netfilter-actions", "NetfilterActions", "What netfilter does with a packet."),
    ("netfilter-protocols", "NetfilterProtocols", "Netfilter's protocol families."),
    ("personality", "Personalities", "Execution domains (PER_)."),
    ("prctl-options", "PrctlOptions", "Options of prctl(2)."),
    ("protocols", "Protocols", "Internet protocols, as getprotobynumber(3) names them."),
    ("ptrace-requests", "PtraceRequests", "Requests of ptrace(2)."),
    ("rlimits", "ResourceLimits", "Resource limits (RLIMIT_)."),
    ("perm-syscalls", "PermissionCalls", "System calls that a permission of a rule stands for: execute 1, write 2, read 4, attributes 8."),
    ("rule-fields", "RuleFieldNames", "Fields of audit rules."),
    ("rule-filetypes", "RuleFileTypes", "Types of files in audit rules: type bits of the mode."),
    ("rule-fstypes", "RuleFilesystems", "Filesystems in audit rules, by magic number."),
    ("rule-lists", "RuleLists", "Lists of audit rules."),
    ("schedulers", "Schedulers", "Scheduling policies (SCHED_)."),
    ("seccomp-actions", "SeccompActions", "What seccomp does with a call."),
    ("seek-whence", "SeekOrigins", "Whence of lseek(2)."),
    ("signals", "Signals", "Signals of x86, arm, and most others (SIG...)."),
    ("socket-levels", "SocketLevels", "Levels of socket options (SOL_)."),
    ("socket-types", "SocketTypes", "Socket types (SOCK_)."),
    ("socketcall-ops", "SocketCalls", "Calls made through socketcall(2)."),
    ("sockopt-ip-names", "IpOptions", "Socket options of level IPPROTO_IP."),
    ("sockopt-ipv6-names", "Ipv6Options", "Socket options of level IPPROTO_IPV6."),
    ("sockopt-packet-names", "PacketOptions", "Socket options of level SOL_PACKET."),
    ("sockopt-socket-names", "SocketOptions", "Socket options of level SOL_SOCKET."),
    ("sockopt-tcp-names", "TcpOptions", "Socket options of level IPPROTO_TCP."),
];
(string File, string Class, string Doc)[] flags =
[
    ("access-modes", "AccessModes", "What access(2) asks for."),
    ("clone-flags", "CloneFlags", "Flags of clone(2) (CLONE_)."),
    ("faccessat-flags", "AccessFlags", "Flags of faccessat(2) (AT_)."),
    ("ipc-cmd-flags", "IpcFlags", "Flags of the System V calls (IPC_)."),
    ("mmap-flags", "MmapFlags", "Flags of mmap(2) (MAP_)."),
    ("mmap-prot", "Protections", "Protection of memory (PROT_)."),
    ("mount-flags", "MountFlags", "Flags of mount(2) (MS_)."),
    ("open-flags", "OpenFlags", "Flags of open(2) (O_)."),
    ("openat2-resolve-flags", "ResolveFlags", "How openat2(2) resolves a path (RESOLVE_)."),
    ("recv-flags", "ReceiveFlags", "Flags of send(2) and recv(2) (MSG_)."),
    ("shm-mode-flags", "ShmFlags", "Flags of shmget(2) (SHM_)."),
    ("umount-flags", "UmountFlags", "Flags of umount2(2)."),
    ("xattr-at-flags", "XattrFlags", "Flags of the calls on extended attributes (AT_)."),
];

foreach (var (file, type, doc) in names) Write(type, file, doc, NameTable(Rows(file), "public static NameTable Table"));
foreach (var (file, type, doc) in flags) Write(type, file, doc, FlagTable(Rows(file)));
WriteRecordTypes();
WriteFieldTypes();
WriteKnownFields();
WriteSyscalls();
WriteTtyKeys();
WriteNormalizer();
return 0;

// A row's number is in column value, number or perm_value, its name in name or syscall; hexadecimal columns repeat it. IGPWR is the reference's slip of the pen
// for SIGPWR.
List<(ulong Value, string Name)> Rows(string file) =>
    [.. Table(file).Select(r => (
        ulong.Parse(r.GetValueOrDefault("value") ?? r.GetValueOrDefault("number") ?? r["perm_value"], CultureInfo.InvariantCulture),
        (r.GetValueOrDefault("name") ?? r["syscall"]) is var name && name == "IGPWR" ? "SIGPWR" : name))];

List<Dictionary<string, string>> Table(string file)
{
    var path = Path.Combine(facts, file + ".tsv");
    if (!File.Exists(path)) path = Path.Combine("tools/facts", file + ".tsv");
    var lines = File.ReadAllLines(path);
    var columns = lines[0].Split('\t');
    return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'))
        .Select(cells => columns.Select((c, i) => (c, v: i < cells.Length ? cells[i] : "")).ToDictionary(p => p.c, p => p.v, StringComparer.Ordinal))];
}

void Write(string type, string file, string doc, string body) => WriteFile(type, file, $$"""
    /// <summary>{{doc}}</summary>
    {{(type is "RecordTypes" or "FieldTypes" ? "public" : "internal")}} static partial class {{type}}
    {
    {{Indent(body)}}
    }
    """);

void WriteFile(string type, string file, string text)
{
    var content = $"// <auto-generated> by tools/tables.cs from facts/{file}.tsv {Source}\n#nullable enable\nnamespace Auspex.Tables;\n\n"
        + text.ReplaceLineEndings("\n") + "\n";
    File.WriteAllText(Path.Combine(target, type + ".g.cs"), content);
}

static string Indent(string text) =>
    string.Join("\n", text.Split('\n').Select(l => l.Length == 0 ? l : "    " + l));

string NameTable(List<(ulong Value, string Name)> rows, string head)
{
    rows = [.. rows.OrderBy(r => r.Value)]; // stable: of equal numbers the first row stays first
    return $"/// <summary>The rows.</summary>\n{head} => new(Values, Ends, Text);\n\n"
        + Span("uint", "Values", rows.Select(r => r.Value)) + "\n\n" + Strings("Ends", "Text", rows.Select(r => r.Name));
}

string FlagTable(List<(ulong Value, string Name)> rows) =>
    "/// <summary>The rows.</summary>\npublic static FlagTable Table => new(Bits, Ends, Text);\n\n"
    + Span("ulong", "Bits", rows.Select(r => r.Value)) + "\n\n" + Strings("Ends", "Text", rows.Select(r => r.Name));

string Strings(string ends, string text, IEnumerable<string> items)
{
    var list = items.ToList();
    var position = 0UL;
    return Span("ushort", ends, list.Select(s => position += (ulong)Encoding.UTF8.GetByteCount(s))) + "\n\n" + Blob(text, list);
}

string Blob(string name, IEnumerable<string> items) =>
    $"private static ReadOnlySpan<byte> {name} =>\n    " + string.Join("\n    + ", Wrap(items, 104).Select(l => $"\"{l}\"u8")) + ";";

// Literals are joined at compile time; no line is longer than the house allows.
IEnumerable<string> Wrap(IEnumerable<string> items, int width)
{
    var line = new StringBuilder();
    foreach (var item in items)
    {
        if (line.Length > 0 && line.Length + item.Length > width)
        {
            yield return line.ToString();
            line.Clear();
        }

        line.Append(item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
    }

    yield return line.ToString();
}

string Span(string type, string name, IEnumerable<ulong> values)
{
    var text = new StringBuilder($"private static ReadOnlySpan<{type}> {name} =>\n[");
    var column = 1000;
    foreach (var value in values)
    {
        var item = value.ToString(CultureInfo.InvariantCulture) + ",";
        if (column + item.Length + 1 > 112)
        {
            text.Append("\n   ");
            column = 3;
        }

        text.Append(' ').Append(item);
        column += item.Length + 1;
    }

    return text.Append("\n];").ToString();
}

void WriteRecordTypes()
{
    var table = Table("record-types");
    var members = new StringBuilder();
    foreach (var row in table)
    {
        members.Append($"\n\n    /// <summary>{row["constant"]}, {row["number"]}.</summary>\n    {Pascal(row["name"])} = {row["number"]},");
    }

    WriteFile("RecordType", "record-types", $$"""
        /// <summary>The type of a record. Names and numbers: linux/audit.h and libaudit's record types.</summary>
        public enum RecordType
        {
            /// <summary>A type name that no table knows; the record is kept.</summary>
            Unknown = -1,
        """ + members + "\n}");
    Write("RecordTypes", "record-types", "Names of record types, and where to find them.",
        NameTable(Rows("record-types"), "private static NameTable Names") + "\n\n" + PerfectHash([.. Rows("record-types").OrderBy(r => r.Value).Select(r => r.Name)], 0xDFDF_DFDF_DFDF_DFDF, 11));
}

void WriteFieldTypes()
{
    var rows = Table("field-types").Select(r => (Value: ulong.Parse(r["type_value"], CultureInfo.InvariantCulture), Name: r["field"]))
        .OrderBy(r => r.Value).ToList();
    Write("FieldTypes", "field-types", "Names of fields with the type of their values.",
        NameTable(rows, "private static NameTable Names") + "\n\n" + PerfectHash([.. rows.Select(r => r.Name)], ulong.MaxValue, 10));
}

// The fields that somebody asks for by name: an enum, and their texts with a space before and an equals sign behind, as they stand in a record.
void WriteKnownFields()
{
    var table = Table("known-fields");
    var members = string.Concat(table.Select(r => $"\n\n    /// <summary><c>{r["name"]}</c>.</summary>\n    {r["member"]} = {r["value"]},"));
    WriteFile("KnownField", "known-fields", """
        /// <summary>A field of records that something here asks for by its name. Numbers below 64 make sets: see <see cref="KnownFields.Bit"/>.</summary>
        internal enum KnownField
        {
            /// <summary>Any other.</summary>
            None = 0,
        """ + members + "\n}");
    WriteFile("KnownFields", "known-fields", $$"""
        /// <summary>The text of every <see cref="KnownField"/>, and the way back.</summary>
        internal static partial class KnownFields
        {
            /// <summary>How many there are, with <see cref="KnownField.None"/>.</summary>
            internal const int Count = {{table.Count + 1}};

        {{Indent(Strings("Ends", "Signs", table.Select(r => $" {r["name"]}=")) + "\n\n" + PerfectHash([.. table.Select(r => r["name"])], ulong.MaxValue, 10))}}
        }
        """);
}

// What the normaliser says of events: words for kinds, and which action a record type or a system call stands for.
void WriteNormalizer()
{
    Write("EventKinds", "normalize-event-types", "Words for kinds of events.", NameTable(Rows("normalize-event-types"), "public static NameTable Table"));
    Write("ObjectKinds", "normalize-object-kinds", "Words for kinds of things acted upon.", NameTable(Rows("normalize-object-kinds"), "public static NameTable Table"));
    var actions = Table("normalize-record-map").Select(r => (ulong.Parse(r["record_type"], CultureInfo.InvariantCulture), r["action"])).ToList();
    Write("RecordActions", "normalize-record-map", "What somebody did, by the type of the record that says so.", NameTable(actions, "public static NameTable Table"));
    var calls = Table("normalize-syscall-map").Select(r => (Value: ulong.Parse(r["what_value"], CultureInfo.InvariantCulture), Name: r["syscall"]))
        .OrderBy(r => r.Value).ToList();
    Write("SyscallClasses", "normalize-syscall-map", "Names of system calls with the class of what they do.",
        NameTable(calls, "private static NameTable Names") + "\n\n" + PerfectHash([.. calls.Select(r => r.Name)], 0xDFDF_DFDF_DFDF_DFDF, 10));
}

static string Pascal(string name) => string.Concat(name.Split('_', '-').Where(p => p.Length > 0)
    .Select(p => char.ToUpperInvariant(p[0]) + p[1..].ToLowerInvariant()));

// A seed under which every name has a slot of its own; 0 marks an empty slot.
string PerfectHash(List<string> keys, ulong fold, int bits)
{
    var random = new Random(1);
    for (var attempt = 0; attempt < 50_000_000; attempt++)
    {
        var seed = (ulong)random.NextInt64() | 1;
        var slots = new ulong[1 << bits];
        var i = 0;
        for (; i < keys.Count; i++)
        {
            ref var slot = ref slots[Slot(Encoding.UTF8.GetBytes(keys[i]), fold, seed, bits)];
            if (slot != 0) break;
            slot = (ulong)i + 1;
        }

        if (i < keys.Count) continue;
        return $"private const ulong Seed = 0x{seed:X};\n\nprivate const int SlotBits = {bits};\n\n" + Span("byte", "Slots", slots);
    }

    throw new InvalidOperationException("no seed found: make the table larger");
}

// The same as NameHash.Slot.
static int Slot(byte[] name, ulong fold, ulong seed, int bits)
{
    var n = name.Length;
    ulong a;
    ulong b = 0;
    if (n >= 8)
    {
        a = BinaryPrimitives.ReadUInt64LittleEndian(name);
        b = BinaryPrimitives.ReadUInt64LittleEndian(name.AsSpan(n - 8));
    }
    else if (n >= 4)
    {
        a = BinaryPrimitives.ReadUInt32LittleEndian(name);
        b = BinaryPrimitives.ReadUInt32LittleEndian(name.AsSpan(n - 4));
    }
    else
    {
        a = n == 0 ? 0 : name[0] | ((ulong)name[n >> 1] << 8) | ((ulong)name[n - 1] << 16);
    }

    var h = ((a & fold) + (ulong)n) * seed;
    h = (h ^ (h >> 32) ^ (b & fold)) * 0x9E37_79B9_7F4A_7C15;
    return (int)(h >> (64 - bits));
}

void WriteSyscalls()
{
    (string File, string Name, int Machine)[] machines =
    [
        ("syscalls-x86_64", "X8664", 1), ("syscalls-i386", "I386", 0), ("syscalls-aarch64", "Aarch64", 9), ("syscalls-arm", "Arm", 8),
        ("syscalls-ppc", "Ppc", 4), ("syscalls-s390", "S390", 6), ("syscalls-s390x", "S390X", 5), ("syscalls-riscv32", "Riscv32", 12),
        ("syscalls-riscv64", "Riscv64", 13), ("uring-ops", "UringOps", 11),
    ];
    var pool = machines.SelectMany(m => Rows(m.File)).Select(r => r.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    var body = new StringBuilder(Strings("NameEnds", "NameText", pool));
    var aliases = new List<ulong>();
    foreach (var (file, name, machine) in machines)
    {
        var rows = Rows(file);
        var table = Enumerable.Repeat(0xFFFFUL, (int)rows.Max(r => r.Value) + 1).ToArray();
        foreach (var (value, text) in rows)
        {
            var index = (ulong)pool.BinarySearch(text, StringComparer.Ordinal);
            if (table[value] == 0xFFFF) table[value] = index;
            else aliases.AddRange([(ulong)machine, index, value]);
        }

        body.Append("\n\n").Append(Span("ushort", name, table));
    }

    body.Append("\n\n// Further names of a number, in threes: machine, name, number.\n").Append(Span("ushort", "Aliases", aliases));
    Write("Syscalls", "syscalls-*", "Names of system calls, and for each machine the name's index by number (65535: none).", body.ToString());
    WriteArguments(pool);
}

void WriteArguments(List<string> pool)
{
    var kinds = new Dictionary<string, ulong>(StringComparer.Ordinal);
    var source = File.ReadAllText("src/Auspex/Tables/ArgumentKind.cs");
    foreach (var line in source.Split('\n').Select(l => l.Trim()).Where(l => l.EndsWith(',') && !l.StartsWith("///", StringComparison.Ordinal)))
    {
        kinds[line.Split(' ', ',')[0]] = (ulong)kinds.Count;
    }

    var rules = Table("syscall-arg-interpretation").OrderBy(r => r["arg"], StringComparer.Ordinal)
        .ThenBy(r => int.Parse(r["order"], CultureInfo.InvariantCulture)).ToList();
    var values = new List<ulong>();
    foreach (var name in pool)
    {
        foreach (var argument in (string[])["a0", "a1", "a2", "a3"])
        {
            var rule = rules.FirstOrDefault(r => r["arg"] == argument && Matches(r, name));
            values.Add(rule is null ? 0 : kinds[Kind(rule)]);
        }
    }

    Write("SyscallArguments", "syscall-arg-interpretation", "Kinds of arguments, four for each name of Syscalls.", Span("byte", "Kinds", values));
}

// The conditions on names, in the words of the facts; anything new must be understood first.
static bool Matches(Dictionary<string, string> rule, string name)
{
    var pattern = rule["syscall"];
    var matched = rule["match"] switch
    {
        "exact" => name == pattern,
        "prefix" => name.StartsWith(pattern, StringComparison.Ordinal),
        "prefix5" => name.StartsWith(pattern[..5], StringComparison.Ordinal),
        "skip1-exact" => name.Length == pattern.Length && name[1..] == pattern[1..],
        "contains" => name.Contains(pattern, StringComparison.Ordinal),
        var other => throw new InvalidOperationException("unknown match " + other),
    };
    var condition = rule["condition"];
    if (condition.StartsWith("names starting with c only", StringComparison.Ordinal)) matched &= name[0] == 'c';
    if (condition.StartsWith("names not starting with o,f,s,m,r,l", StringComparison.Ordinal)) matched &= !"ofsmrl".Contains(name[0]);
    if (condition.StartsWith("only names not starting with r,c,p,m,f,u", StringComparison.Ordinal)) matched &= !"rcpmfu".Contains(name[0]);
    return matched;
}

// Rules that look at other arguments share one kind per call, which decides when it is shown.
static string Kind(Dictionary<string, string> rule) => (rule["arg"], rule["syscall"], rule["renderer"]) switch
{
    ("a1", "prctl", _) => "PrctlArgument",
    ("a2", "fcntl", _) => "FcntlArgument",
    ("a2", "?etsockopt", _) => "SocketOption",
    ("a2", "open" or "mq_open", "mode_short(hex)") => "CreateMode",
    ("a1", "fsopen", _) => "FsopenFlags",
    ("a1", "fsmount", _) => "FsmountFlags",
    (_, _, "dirfd") => "DirectoryDescriptor",
    (_, _, "signal(hex)") => "Signal",
    (_, _, "uid(hex)") => "UserId",
    (_, _, "gid(hex)") => "GroupId",
    (_, _, "mode(hex)") => "Mode",
    (_, _, "mode_short(hex)") => "ModeShort",
    (_, _, "open_flags(hex)") => "OpenFlags",
    (_, _, "access_mode") => "AccessMode",
    (_, _, "access_flags") => "AccessFlags",
    (_, _, "xattr_atflags") => "XattrFlags",
    (_, _, "clone_flags") => "CloneFlags",
    (_, _, "mmap") => "MmapFlags",
    (_, _, "prot") => "Protection",
    (_, _, "prot(mmap)") => "MmapProtection",
    (_, _, "mount") => "MountFlags",
    (_, _, "umount") => "UmountFlags",
    (_, _, "recv") => "ReceiveFlags",
    (_, _, "shmflags") => "ShmFlags",
    (_, _, "clock_id") => "Clock",
    (_, _, "personality") => "Personality",
    (_, _, "ptrace") => "PtraceRequest",
    (_, _, "prctl_opt") => "PrctlOption",
    (_, _, "rlimit") => "ResourceLimit",
    (_, _, "sched") => "Scheduler",
    (_, _, "seek") => "SeekOrigin",
    (_, _, "exit_syscall") => "ExitStatus",
    (_, _, "bpf") => "BpfCommand",
    (_, _, "ioctl_req") => "IoctlRequest",
    (_, _, "fcntl_cmd") => "FcntlCommand",
    (_, _, "fsconfig") => "FsconfigCommand",
    (_, _, "epoll_ctl") => "EpollOperation",
    (_, _, "socket_domain") => "SocketDomain",
    (_, _, "socket_type") => "SocketType",
    (_, _, "socket_proto") => "SocketProtocol",
    (_, _, "sockopt_level") => "SocketLevel",
    (_, _, "socketcall(hex)") => "SocketCall",
    (_, _, "ipccall(hex)") => "IpcCall",
    var other => throw new InvalidOperationException("unknown renderer " + other),
};

// The reference tries sequences in the order of the table. Every one comes before those it begins with, so the longest
// match is the same.
void WriteTtyKeys()
{
    var rows = Table("tty-named-keys").Select(r => (Key: r["sequence_hex"].ToUpperInvariant(), Name: r["name"])).ToList();
    for (var i = 0; i < rows.Count; i++)
    {
        if (rows.Skip(i + 1).Any(later => later.Key.StartsWith(rows[i].Key, StringComparison.Ordinal) && later.Key != rows[i].Key))
        {
            throw new InvalidOperationException($"{rows[i].Key} hides a longer sequence");
        }
    }

    rows = [.. rows.DistinctBy(r => r.Key, StringComparer.Ordinal).OrderBy(r => r.Key, StringComparer.Ordinal)];
    var bytes = rows.SelectMany(r => Convert.FromHexString(r.Key)).Select(b => (ulong)b);
    var end = 0UL;
    Write("TtyKeys", "tty-named-keys", "Sequences of bytes that terminals send for keys, sorted, with the names of the keys.",
        Span("byte", "Sequences", bytes) + "\n\n" + Span("ushort", "SequenceEnds", rows.Select(r => end += (ulong)r.Key.Length / 2)) + "\n\n"
        + Strings("NameEnds", "NameText", rows.Select(r => r.Name)));
}
