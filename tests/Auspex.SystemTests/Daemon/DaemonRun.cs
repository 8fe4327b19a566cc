using System.Globalization;
using System.Text;
using Auspex.Records;
using Auspex.SystemTests.Support;
using Auspex.Tables;
using Auspex.Tool.Suite.Auditd;

namespace Auspex.SystemTests.Daemon;

/// <summary>A place for one daemon, with its configuration and its log, below a folder that only root can write.</summary>
internal sealed class DaemonRun : IDisposable
{
    /// <summary>What an earlier daemon left: a pid, a report, the kernel's counter of that time. A run knows nothing of it.</summary>
    private static readonly string[] StateFiles = [AuditdTool.PidFilePath, AuditDaemon.StateFilePath, LossFile.FilePath];

    private readonly DirectoryInfo folder;
    private readonly string? logFolder;

    /// <param name="extra">Lines of auditd.conf.</param>
    /// <param name="own">Lines of auspex.conf.</param>
    /// <param name="logFolder">Where the log is, if not with the rest.</param>
    public DaemonRun(string extra = "", string own = "", string? logFolder = null)
    {
        this.logFolder = logFolder;
        folder = Directory.CreateDirectory(Path.Combine("/var/lib", $"auspex-test-{Guid.NewGuid():N}"));
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(PathOf("plugins.d"));
        Configure(extra, own);
        foreach (var file in StateFiles.Where(File.Exists)) File.Delete(file);
    }

    public string Folder => folder.FullName;

    public string Log => logFolder is null ? PathOf("audit.log") : Path.Combine(logFolder, "audit.log");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Configure(string extra, string own = "") =>
        ConfigureAll($"max_log_file = 64\nnum_logs = 9\nspace_left = 2\nadmin_space_left = 1\n{extra}", own);

    /// <summary>As <see cref="Configure"/>, with no bounds but those that are given.</summary>
    public void ConfigureAll(string extra, string own = "")
    {
        var text = $"log_file = {Log}\nlog_format = ENRICHED\nflush = INCREMENTAL_ASYNC\nfreq = 50\n"
            + $"max_log_file_action = ROTATE\nplugin_dir = {PathOf("plugins.d")}\n{extra}";
        File.WriteAllText(PathOf("auditd.conf"), text);
        File.WriteAllText(PathOf("auspex.conf"), $"spill_dir = {folder.FullName}\n{own}");
        foreach (var file in folder.EnumerateFiles("*.conf")) File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Starts the daemon and waits until it receives.</summary>
    public RunningProgram Start(params string[] options) =>
        Wait(RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", folder.FullName, .. options]));

    /// <summary>The same, from a shell that has run <paramref name="commands"/>.</summary>
    public RunningProgram StartBehind(string commands) =>
        Wait(RunningProgram.Start("/bin/sh", ["-c", $"{commands}\nexec {AuspexProgram.Path} auditd -n -c {folder.FullName}"]));

    private static RunningProgram Wait(RunningProgram daemon)
    {
        try
        {
            daemon.WaitUntil(() => IsAuditor(daemon.Pid), "a daemon that is the auditor");
            return daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    /// <summary>All logs, the oldest first.</summary>
    public byte[] ReadAll()
    {
        var files = new DirectoryInfo(logFolder ?? Folder).EnumerateFiles("audit.log*").OrderByDescending(static f => f.Name.Length).ThenByDescending(static f => f.Name, StringComparer.Ordinal);
        return [.. files.SelectMany(static f => File.ReadAllBytes(f.FullName))];
    }

    public string Text() => Encoding.Latin1.GetString(ReadAll());

    public int Count(string text) => File.Exists(Log) ? Text().Split(text).Length - 1 : 0;

    /// <summary>How often each serial of the kernel's has a SYSCALL record, and the ranges that loss records cover.</summary>
    public (Dictionary<uint, int> Calls, List<(uint First, uint Last)> Lost) ReadSerials()
    {
        var calls = new Dictionary<uint, int>();
        var lost = new List<(uint, uint)>();
        var reader = new RecordReader(ReadAll(), isFinal: true);
        while (reader.TryRead(out var record))
        {
            Assert.True(record.Error == RecordError.None, $"torn: {Encoding.Latin1.GetString(record.Line)}");
            if (record.Type == RecordType.Syscall)
            {
                var serial = (uint)record.Stamp.Serial;
                calls[serial] = calls.GetValueOrDefault(serial) + 1;
            }
            else if (record.Type == RecordType.DaemonErr && record.TryGetField("first"u8, out var first) && record.TryGetField("last"u8, out var last))
            {
                lost.Add((Number(first), Number(last)));
            }
        }

        return (calls, lost);
    }

    /// <summary>Serials of the kernel's events that are led by no SYSCALL record.</summary>
    public HashSet<uint> ReadOtherSerials()
    {
        var serials = new HashSet<uint>();
        var reader = new RecordReader(ReadAll(), isFinal: true);
        while (reader.TryRead(out var record))
        {
            if ((int)record.Type is (>= 1100 and < 1200) or (>= 1300 and not (int)RecordType.Syscall)) serials.Add((uint)record.Stamp.Serial);
        }

        return serials;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static uint Number(ReadOnlySpan<byte> text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsAuditor(int pid)
    {
        using var control = Auspex.Linux.Netlink.AuditControl.Open();
        return control.GetStatus().AuditorPid == pid;
    }
}
