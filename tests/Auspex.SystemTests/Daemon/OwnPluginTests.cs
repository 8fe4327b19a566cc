using System.Net.Sockets;
using System.Text;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>Our plugins under the daemons, on the real kernel.</summary>
[Collection(KernelCollection.Name)]
public sealed class OwnPluginTests
{
    private const int Events = 2000;
    private const string Mark = "name=\"/nonexistent/path/for/storm\"";

    [Fact]
    public void Events_go_through_the_filter_to_a_client_at_a_socket()
    {
        Assert.SkipUnless(AuspexProgram.Kind == "native", "SKIPPED: only the native program answers to several names");
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        var rules = run.PathOf("audisp-filter.conf");
        File.WriteAllText(rules, "\\record_type == DAEMON_START\nkey i= nothing\n");
        File.CreateSymbolicLink(run.PathOf("audisp-filter"), AuspexProgram.Path);
        File.CreateSymbolicLink(run.PathOf("audisp-af_unix"), AuspexProgram.Path);
        var socket = run.PathOf("events");
        File.WriteAllText(
            run.PathOf("plugins.d/filter.conf"),
            $"active = yes\npath = {run.PathOf("audisp-filter")}\nformat = string\nargs = allowlist {rules} {run.PathOf("audisp-af_unix")} 0600 {socket} string 20000\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(socket), "the socket");
        Thread.Sleep(300);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        client.Connect(new UnixDomainSocketEndPoint(socket));
        using (var storm = new Storm(kernel.Control)) Assert.Equal(0, storm.Start(Events).WaitForEnd().ExitCode);
        daemon.WaitUntil(() => run.Count(Mark) == Events, "all events in the log");
        var text = new StringBuilder();
        var buffer = new byte[64 << 10];
        while (text.ToString().Split(Mark).Length - 1 < Events && client.Receive(buffer) is var count and > 0) text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        Assert.Equal(Events, text.ToString().Split(Mark).Length - 1);
        Assert.False(text.ToString().Contains((char)0x1D, StringComparison.Ordinal));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public void Debians_daemon_takes_the_samples_and_runs_them()
    {
        Assert.SkipUnless(AuspexProgram.Kind == "native", "SKIPPED: only the native program answers to several names");
        Suite.DebianAuditctl.Require();
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun("log_format = RAW\n");
        var socket = run.PathOf("events");
        foreach (var name in new[] { "af_unix", "syslog", "filter" })
        {
            var text = File.ReadAllText(Repository.PathOf("packaging", "plugins.d", name + ".conf"));
            text = text.Replace("args = 0640 ", "args = ", StringComparison.Ordinal) // 3.0.9 takes two words at most
                .Replace(" /sbin/audisp-syslog LOG_USER LOG_INFO interpret", "", StringComparison.Ordinal);
            if (name == "af_unix")
            {
                File.CreateSymbolicLink(run.PathOf("audisp-af_unix"), AuspexProgram.Path);
                text = text.Replace("active = no", "active = yes", StringComparison.Ordinal)
                    .Replace("/run/audit/audispd_events", socket, StringComparison.Ordinal)
                    .Replace("/sbin/audisp-af_unix", run.PathOf("audisp-af_unix"), StringComparison.Ordinal);
            }

            File.WriteAllText(run.PathOf($"plugins.d/{name}.conf"), text);
            File.SetUnixFileMode(run.PathOf($"plugins.d/{name}.conf"), (UnixFileMode)0x1A0);
        }

        var root = DebianTools.Root;
        string[] words = [DebianTools.Environ, $"{root}/sbin/auditd", "-f", "-s", "enable", "-c", run.Folder];
        using var daemon = RunningProgram.Start("/usr/bin/env", words);
        daemon.WaitUntil(() => File.Exists(socket), "the socket");
        Thread.Sleep(300);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        client.Connect(new UnixDomainSocketEndPoint(socket));
        Thread.Sleep(100);
        using (var storm = new Storm(kernel.Control)) Assert.Equal(0, storm.Start(10).WaitForEnd().ExitCode);
        var received = "";
        var buffer = new byte[64 << 10];
        while (received.Split(Mark).Length - 1 < 10 && client.Receive(buffer) is var count and > 0) received += Encoding.Latin1.GetString(buffer, 0, count);
        Assert.Contains("\ntype=PATH msg=audit(", received, StringComparison.Ordinal);
        var ended = daemon.EndByTerminate();
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("due to errors", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("line ", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(socket));
    }
}
