using System.Text;
using Auspex.Tables;
using Auspex.Tests.Archive;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Search.Times;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tests.Suite;

/// <summary>A world of its own for aulast and aulastlog, and records of logins for it.</summary>
internal sealed class LoginWorld
{
    /// <summary>The path of the log that <see cref="Logs"/> has from the start.</summary>
    public const string Path = "/log";

    /// <summary>The first second: Tue Nov 14 22:13:20 2023.</summary>
    public const long T = 1_700_000_000;

    public LoginWorld(string log)
    {
        Logs = new FakeLogFiles { StandardInput = log }.File(Path, log);
        Host = new SuiteHost
        {
            Output = new MemoryStream(),
            Errors = new MemoryStream(),
            Files = Logs,
            Time = new FixedTime(T + 100_000),
            Zone = TimeZoneInfo.Utc,
            Locale = TimeLocale.C,
            MakeNames = static () => new FixedNames(),
            MakeIds = static () => throw new InvalidOperationException("nothing here asks for ids"),
            FindUser = static _ => null,
            FindGroup = static _ => null,
            Native = Machine.X8664,
        };
    }

    /// <summary>Its files.</summary>
    public FakeLogFiles Logs { get; }

    /// <summary>The world as tools see it.</summary>
    public SuiteHost Host { get; }

    /// <summary>What was printed.</summary>
    public string Output => Text(Host.Output);

    /// <summary>What was said on standard error.</summary>
    public string Errors => Text(Host.Errors);

    public static string Record(long time, int serial, string type, string body) =>
        FormattableString.Invariant($"type={type} msg=audit({time}.000:{serial}): {body}\n");

    public static string Login(long time, int serial, int pid, uint auid, uint session) =>
        Record(time, serial, "LOGIN", $"pid={pid} uid=0 old-auid=4294967295 auid={auid} tty=(none) old-ses=4294967295 ses={session} res=1");

    public static string UserLogin(
        long time, int serial, int pid, uint auid, uint session, string who, string host = "10.0.0.5", string terminal = "/dev/pts/0", string result = "success") =>
        Record(time, serial, "USER_LOGIN", $"pid={pid} uid=0 auid={auid} ses={session} msg='op=login {who} exe=\"/usr/sbin/sshd\" hostname={host} addr=10.9.9.9 terminal={terminal} res={result}'");

    /// <summary>LOGIN and USER_LOGIN of one person.</summary>
    public static string Session(long time, int serial, int pid, uint auid, uint session) =>
        Login(time, serial, pid, auid, session) + UserLogin(time + 1, serial + 1, pid, auid, session, $"id={auid}");

    public static string UserEnd(long time, int serial, int pid, uint auid, uint session) =>
        Record(time, serial, "USER_END", $"pid={pid} uid=0 auid={auid} ses={session} msg='op=PAM:session_close res=success'");

    public static string Boot(long time, int serial) => Record(time, serial, "SYSTEM_BOOT", "pid=8 uid=0 auid=4294967295 ses=4294967295 msg='res=success'");

    public static string Shutdown(long time, int serial) =>
        Record(time, serial, "SYSTEM_SHUTDOWN", "pid=8 uid=0 auid=4294967295 ses=4294967295 msg='res=success'");

    public static string DaemonStart(long time, int serial, string kernel = "6.1.0") =>
        Record(time, serial, "DAEMON_START", $"op=start ver=4.2.2 format=raw kernel={kernel} auid=4294967295 pid=7 uid=0 ses=4294967295 res=success");

    public static string DaemonEnd(long time, int serial) =>
        Record(time, serial, "DAEMON_END", "op=terminate auid=0 uid=0 ses=1 pid=1 res=success");

    /// <summary>The same records with a node.</summary>
    public static string OnNode(string node, string records) =>
        string.Concat(records.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => $"node={node} {r}\n"));

    private static string Text(Stream stream) => Encoding.UTF8.GetString(((MemoryStream)stream).ToArray());
}
