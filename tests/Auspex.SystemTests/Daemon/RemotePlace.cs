using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>A folder for audisp-remote and a collector of Debian's, below one that only root can write.</summary>
internal sealed partial class RemotePlace : IDisposable
{
    private readonly DirectoryInfo folder;

    public RemotePlace()
    {
        if (Linux.Loop.Machine.EffectiveUserId != 0) Assert.Skip("the configuration must be root's");
        folder = Directory.CreateDirectory(Path.Combine("/var/lib", $"auspex-test-{Guid.NewGuid():N}"));
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Spool => PathOf("spool");

    public string Log => PathOf("audit.log");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return PathOf(name);
    }

    /// <summary>A configuration of audisp-remote.</summary>
    public string Configure(int port, string extra = "", string server = "127.0.0.1", string name = "audisp-remote.conf") =>
        Write(name, string.Create(CultureInfo.InvariantCulture, $"remote_server = {server}\nport = {port}\nqueue_file = {Spool}\nnetwork_failure_action = warn_once\n{extra}"));

    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Starts Debian's auditd as a collector alone: it leaves the kernel's audit as it is.</summary>
    public RunningProgram StartDebianCollector(int port)
    {
        if (!File.Exists($"{DebianTools.Root}/sbin/auditd")) Assert.Skip($"Debian's auditd is not in {DebianTools.Root}: tools/oracle.sh fetches it");
        Directory.CreateDirectory(PathOf("plugins.d"));
        Write("auditd.conf", string.Create(
            CultureInfo.InvariantCulture,
            $"""
            local_events = no
            log_file = {Log}
            log_format = RAW
            flush = INCREMENTAL_ASYNC
            freq = 50
            max_log_file = 200
            space_left = 2
            admin_space_left = 1
            verify_email = no
            use_libwrap = no
            tcp_listen_port = {port}
            tcp_max_per_addr = 10
            plugin_dir = {PathOf("plugins.d")}

            """));
        var daemon = RunningProgram.Start("/usr/bin/env", [DebianTools.Environ, $"{DebianTools.Root}/sbin/auditd", "-n", "-s", "nochange", "-c", folder.FullName]);
        daemon.WaitUntil(() => Listens(port), "a collector that listens");
        return daemon;
    }

    /// <summary>Runs Debian's audisp-remote to its end, in a mount namespace where <paramref name="config"/> is the machine's.</summary>
    public int RunDebianPlugin(string config, string input)
    {
        if (!File.Exists($"{DebianTools.Root}/sbin/audisp-remote")) Assert.Skip($"Debian's audisp-remote is not in {DebianTools.Root}: tools/oracle.sh fetches it");
        var script = Write("run.sh",
            $"""
            d={PathOf("etc")}; mkdir -p $d && mount -t tmpfs tmpfs $d && mkdir $d/u $d/w || exit 99
            mount -t overlay overlay -o lowerdir=/etc,upperdir=$d/u,workdir=$d/w /etc && mkdir -p /etc/audit || exit 99
            cp "$1" /etc/audit/audisp-remote.conf && chmod 640 /etc/audit/audisp-remote.conf || exit 99
            cat {PathOf("input")} | env -i {DebianTools.Environ} {DebianTools.Root}/sbin/audisp-remote
            """);
        Write("input", input);
        using var program = RunningProgram.Start("unshare", ["-m", "sh", script, config]);
        var code = program.WaitForEnd().ExitCode;
        if (code == 99) Assert.Skip("no overlay can be mounted here");
        return code;
    }

    /// <summary>The numbers of the records in the log, in its order.</summary>
    public List<int> Logged() =>
        [.. Number().Matches(File.ReadAllText(Log)).Select(static m => int.Parse(m.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))];

    public void Dispose() => folder.Delete(recursive: true);

    public static bool Listens(int port)
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^type=USER_CMD .* n=(?<number>\d+)$", RegexOptions.Multiline, 10_000)]
    private static partial Regex Number();
}
