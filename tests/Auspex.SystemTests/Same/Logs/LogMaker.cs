using System.Globalization;
using System.Text;

namespace Auspex.SystemTests.Same.Logs;

/// <summary>Makes the text of records for generated logs, from a seed: the same on every run.</summary>
internal sealed class LogMaker(int seed)
{
    private const long BaseMilliseconds = 1_700_000_000_000;

    private static readonly string[] Comms = ["cat", "sshd", "bash", "ls", "cron"];
    private static readonly string[] Keys = ["access", "exec", "watch", "net"];
    private static readonly string[] Files = ["/etc/passwd", "/etc/shadow", "/tmp/a", "relative", "../up", "./here", "/home/alice/with"];

    private readonly Random random = new(seed);

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Next(int limit) => random.Next(limit);

    /// <summary>One of <paramref name="items"/>.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Brings <paramref name="items"/> into another order.</summary>
    public void Shuffle<T>(T[] items) => random.Shuffle(items);

    /// <summary>What stands between the parentheses: milliseconds after the base, and a serial.</summary>
    public static string Stamp(long milliseconds, long serial) =>
        string.Create(CultureInfo.InvariantCulture, $"audit({(BaseMilliseconds + milliseconds) / 1000}.{(BaseMilliseconds + milliseconds) % 1000:000}:{serial})");

    /// <summary>The records of a call: SYSCALL, CWD, up to two PATHs and PROCTITLE.</summary>
    public IReadOnlyList<string> Call(long milliseconds, long serial, string arch = "c000003e", int syscall = 257, string node = "", bool isEnriched = false)
    {
        var stamp = Stamp(milliseconds, serial);
        var fails = random.Next(3) == 0;
        var (uid, auid) = (Pick([0, 0, 1000, 4001]), Pick(["4294967295", "1000", "4001", "0"]));
        var (comm, key) = (Pick(Comms), Pick(Keys));
        var names = isEnriched ? $"\u001dARCH=x86_64 SYSCALL=openat AUID=\"auid{auid}\" UID=\"uid{uid}\" GID=\"g{uid}\" EUID=\"root\" SUID=\"root\" FSUID=\"root\" EGID=\"root\" SGID=\"root\" FSGID=\"root\"" : "";
        string[] arguments = [Hex(), Hex(), Hex(), Hex()];
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{node}type=SYSCALL msg={stamp}: arch={arch} syscall={syscall} success={(fails ? "no" : "yes")} exit={(fails ? Pick([-13, -2, -1]) : random.Next(9))} a0={arguments[0]} a1={arguments[1]} a2={arguments[2]} a3={arguments[3]} items=2 ppid={800 + random.Next(5)} pid={900 + random.Next(40)} auid={auid} uid={uid} gid={uid} euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts{random.Next(3)} ses={random.Next(1, 5)} comm=\"{comm}\" exe=\"/usr/bin/{comm}\" subj=unconfined_u:unconfined_r:unconfined_t:s0 key=\"{key}\"{names}"),
            $"{node}type=CWD msg={stamp}: cwd=\"/root\"",
        };
        for (var i = 0; i < random.Next(3); i++)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{node}type=PATH msg={stamp}: item={i} name=\"{Pick(Files)}\" inode={random.Next(9999)} dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 obj=system_u:object_r:etc_t:s0 nametype={Pick(["NORMAL", "PARENT", "CREATE", "DELETE"])} cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"));
        lines.Add($"{node}type=PROCTITLE msg={stamp}: proctitle={Convert.ToHexString(Encoding.UTF8.GetBytes(comm + "\0-x\0/etc"))}");
        return lines;
    }

    /// <summary>A message of user space, which is an event of its own.</summary>
    public string Message(long milliseconds, long serial, string node = "")
    {
        var (type, operation) = Pick([("USER_AUTH", "PAM:authentication"), ("USER_LOGIN", "login"), ("USER_ACCT", "PAM:accounting"), ("USER_START", "PAM:session_open"), ("USER_END", "PAM:session_close"), ("CRED_ACQ", "PAM:setcred")]);
        return string.Create(CultureInfo.InvariantCulture, $"{node}type={type} msg={Stamp(milliseconds, serial)}: pid={900 + random.Next(40)} uid=0 auid={Pick(["4294967295", "1000", "4001"])} ses={random.Next(1, 5)} subj=system_u:system_r:sshd_t:s0 msg='op={operation} acct=\"{Pick(["root", "alice", "mallory"])}\" exe=\"/usr/sbin/sshd\" hostname={Pick(["?", "10.0.0.5", "host.example"])} addr={Pick(["?", "10.0.0.5", "203.0.113.9"])} terminal={Pick(["ssh", "/dev/pts/1", "cron"])} res={Pick(["success", "failed"])}'");
    }

    /// <summary>A hexadecimal argument, small more often than large.</summary>
    public string Hex() => random.Next(3) switch
    {
        0 => random.Next(16).ToString("x", CultureInfo.InvariantCulture),
        1 => random.Next(1 << 20).ToString("x", CultureInfo.InvariantCulture),
        _ => random.NextInt64().ToString("x", CultureInfo.InvariantCulture),
    };
}
