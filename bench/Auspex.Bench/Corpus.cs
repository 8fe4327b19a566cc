using System.Globalization;
using System.Text;

namespace Auspex.Bench;

/// <summary>A log made anew on each start, the same bytes every time: the shapes and sizes of a captured workstation log.</summary>
/// <remarks>
/// Per 20 events: 12 system calls (openat, connect, kill), 4 execs and 4 records from user space, in the proportions of
/// <c>shared/data/logs</c>; names, ids and numbers vary, so that no branch predictor learns the text by heart.
/// </remarks>
public sealed class Corpus
{
    /// <summary>The name of the log as the kernel wrote it.</summary>
    public const string Raw = "raw";

    /// <summary>The name of the log as auditd writes it with log_format=ENRICHED.</summary>
    public const string Enriched = "enriched";

    private const int SizeBytes = 4 << 20; // beyond L2, so that a record's first touch costs what it costs in the field
    private static readonly Lazy<Corpus> RawLog = new(() => new Corpus(enriched: false));
    private static readonly Lazy<Corpus> EnrichedLog = new(() => new Corpus(enriched: true));

    private static readonly string[] Commands = ["cat", "ls", "bash", "git", "systemd-journal", "postgres", "node", "cc1"];
    private static readonly string[] Users = ["root", "alice", "bob", "www-data", "systemd-resolve"];

    private readonly Random random = new(20231114);
    private readonly StringBuilder text = new(SizeBytes + 4096);
    private readonly bool enriched;
    private long milliseconds = 1_700_000_000_000;
    private int serial = 418_200;

    private Corpus(bool enriched)
    {
        this.enriched = enriched;
        while (text.Length < SizeBytes) AddEvent();
        Bytes = Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The log.</summary>
    public byte[] Bytes { get; }

    /// <summary>The number of records in it.</summary>
    public int Records { get; private set; }

    /// <summary>The number of events in it.</summary>
    public int Events { get; private set; }

    /// <summary>The log called <paramref name="name"/>.</summary>
    public static Corpus ByName(string name) => name == Enriched ? EnrichedLog.Value : RawLog.Value;

    private void AddEvent()
    {
        milliseconds += random.Next(0, 40);
        serial++;
        switch (Events++ % 20)
        {
            case 3 or 8 or 13 or 18: AddExec(); break;
            case 4 or 9: AddService(); break;
            case 14 or 19: AddPam(); break;
            case 6 or 16: AddConnect(); break;
            default: AddOpen(); break;
        }
    }

    private void AddOpen()
    {
        var uid = AddSystemCall(257, "openat", 2, Chance(0.3) ? "\"access\"" : "(null)");
        Add("CWD", "cwd=\"/home/alice/work/project\"");
        AddPath(0, "\"src/\"", "PARENT", uid);
        AddPath(1, Chance(0.1) ? Hex($"/tmp/with space {serial}") : $"\"/usr/lib/x86_64-linux-gnu/lib{serial}.so.6\"", "NORMAL", uid);
        AddTitle();
    }

    private void AddExec()
    {
        var uid = AddSystemCall(59, "execve", 2, "65786563016E6574");
        Add("EXECVE", $"argc=4 a0=\"/usr/bin/cc1\" a1=\"-O2\" a2={Hex($"-DNAME=a b {serial}")} a3=\"file{serial}.c\"");
        Add("CWD", "cwd=\"/home/alice/work/project\"");
        AddPath(0, "\"/usr/bin/cc1\"", "NORMAL", uid);
        AddPath(1, "\"/lib64/ld-linux-x86-64.so.2\"", "NORMAL", 0);
        AddTitle();
    }

    private void AddConnect()
    {
        AddSystemCall(42, "connect", 0, "\"net\"");
        Add("SOCKADDR", $"saddr=020001BB{random.Next():X8}0000000000000000", "SADDR={ saddr_fam=inet laddr=93.184.216.34 lport=443 }");
        AddTitle();
    }

    private void AddService() => Add(
        "SERVICE_START",
        "pid=1 uid=0 auid=4294967295 ses=4294967295 subj=system_u:system_r:init_t:s0 msg='unit=apt-daily comm=\"systemd\" "
        + "exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=success'",
        "UID=\"root\" AUID=\"unset\"");

    private void AddPam() => Add(
        "USER_START",
        $"pid={random.Next(300, 99999)} uid=0 auid=1000 ses=3 subj=unconfined msg='op=PAM:session_open "
        + "grantors=pam_selinux,pam_loginuid,pam_keyinit,pam_limits,pam_systemd,pam_unix acct=\"alice\" exe=\"/usr/sbin/sshd\" "
        + $"hostname=10.0.{random.Next(256)}.5 addr=10.0.0.5 terminal=ssh res=success'",
        "UID=\"root\" AUID=\"alice\"");

    private int AddSystemCall(int number, string name, int items, string key)
    {
        var uid = Chance(0.5) ? 0 : random.Next(1000, 1004);
        var user = Users[random.Next(Users.Length)];
        var command = Commands[random.Next(Commands.Length)];
        var success = Chance(0.9);
        Add(
            "SYSCALL",
            $"arch=c000003e syscall={number} success={(success ? "yes" : "no")} exit={(success ? random.Next(300) : -13)} "
            + $"a0={random.NextInt64(1L << random.Next(4, 47)):x} a1={0x7ffc_0000_0000 + random.Next():x} a2={random.Next(4096):x} a3=0 "
            + $"items={items} ppid={random.Next(1, 99999)} pid={random.Next(300, 99999)} auid={(uid == 0 ? 4294967295 : uid)} uid={uid} "
            + $"gid={uid} euid={uid} suid={uid} fsuid={uid} egid={uid} sgid={uid} fsgid={uid} tty={(uid == 0 ? "(none)" : "pts0")} "
            + $"ses={(uid == 0 ? 4294967295 : 3)} comm=\"{command}\" exe=\"/usr/bin/{command}\" subj=unconfined key={key}",
            $"ARCH=x86_64 SYSCALL={name} AUID=\"{user}\" UID=\"{user}\" GID=\"{user}\" EUID=\"{user}\" SUID=\"{user}\" "
            + $"FSUID=\"{user}\" EGID=\"{user}\" SGID=\"{user}\" FSGID=\"{user}\"");
        return uid;
    }

    private void AddPath(int item, string name, string nameType, int uid) => Add(
        "PATH",
        $"item={item} name={name} inode={random.Next()} dev=fd:00 mode=0100644 ouid={uid} ogid={uid} rdev=00:00 nametype={nameType} "
        + "cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0",
        "OUID=\"root\" OGID=\"root\"");

    private void AddTitle() => Add("PROCTITLE", $"proctitle={Hex($"/usr/bin/{Commands[random.Next(Commands.Length)]}\0-c\0file {serial}")}");

    private void Add(string type, string body, string? enrichment = null)
    {
        text.Append(CultureInfo.InvariantCulture, $"type={type} msg=audit({milliseconds / 1000}.{milliseconds % 1000:d3}:{serial}): {body}");
        if (enriched && enrichment is not null) text.Append('\x1d').Append(enrichment);
        text.Append('\n');
        Records++;
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private static string Hex(string value) => Convert.ToHexString(Encoding.ASCII.GetBytes(value));
}
