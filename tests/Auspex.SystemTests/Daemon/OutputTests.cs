using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>Outputs beside plugins, on the real kernel: JSON lines, metrics, the lives of processes.</summary>
[Collection(KernelCollection.Name)]
public sealed class OutputTests
{
    private const int Events = 3000;
    private const string Mark = "/nonexistent/path/for/storm";

    [Fact]
    public async Task Every_event_is_a_line_of_json_in_file_and_socket_and_counted_by_key()
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        var (file, socket, metrics) = (run.PathOf("audit.json"), run.PathOf("json.sock"), run.PathOf("metrics.sock"));
        run.Configure("", $"json_file = {file}\njson_socket = {socket}\njson_socket_format = ecs\nmetrics_listen = {metrics}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(socket) && File.Exists(metrics), "the sockets");
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(socket));
        var heard = new StrongBox<int>();
        var received = Task.Run(() => ReadAll(client, heard), TestContext.Current.CancellationToken);
        using var storm = new Storm(kernel.Control);
        var made = 0;
        for (; Volatile.Read(ref heard.Value) == 0 && made < 100; made++)
        {
            using (var one = storm.Start(1)) one.WaitForEnd(); // a new client is looked for twice a second
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        using (var all = storm.Start(Events)) Assert.Equal(0, all.WaitForEnd().ExitCode);
        made += Events;
        daemon.WaitUntil(() => run.Count($"name=\"{Mark}\"") == made, "all events in the log");
        daemon.WaitUntil(() => File.ReadAllText(file).Split(Mark).Length - 1 >= made, "all events in the file");
        var text = Get(metrics);
        var counted = text.Split("auspex_key_events_total{key=\"storm\"} ")[1].Split('\n')[0];
        Assert.InRange(int.Parse(counted, System.Globalization.CultureInfo.InvariantCulture), made, 2 * made); // the loader makes a call too
        Assert.Contains("auspex_queue_dropped_total{consumer=\"json-file\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("auspex_lost_total{cause=\"kernel\"} 0\n", text, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404", Ask(metrics, "GET /other HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);

        var own = File.ReadAllLines(file).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(made, own.Count(static e => e.GetRawText().Contains("\"raw\":\"\\\"" + Mark, StringComparison.Ordinal)));
        var logged = run.ReadSerials().Calls.Keys.ToHashSet();
        Assert.Superset(logged, own.Select(static e => (uint)e.GetProperty("serial").GetInt64()).ToHashSet());
        var ecs = (await received).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.InRange(ecs.Count(static e => e.TryGetProperty("tags", out var tags) && tags.GetRawText() == "[\"storm\"]"), Events, 2 * made);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.False(File.Exists(socket) || File.Exists(metrics));
    }

    [Fact]
    public void The_file_is_rotated_and_a_reload_moves_outputs()
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        var (file, other) = (run.PathOf("a.json"), run.PathOf("b.json"));
        run.Configure("", $"json_file = {file}\noutput_max_size = 1\noutput_files = 3\n");
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using (var made = storm.Start(Events)) made.WaitForEnd();
        daemon.WaitUntil(() => File.Exists(file + ".2"), "two rotated files");
        Assert.False(File.Exists(file + ".3"));
        run.Configure("", $"json_file = {other}\n");
        daemon.Signal(1);
        daemon.WaitUntil(() => File.Exists(other), "the other file");
        using (var made = storm.Start(10)) made.WaitForEnd();
        daemon.WaitUntil(() => File.ReadAllText(other).Split(Mark).Length > 10, "events there");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.All(File.ReadAllLines(file + ".1"), static l => JsonDocument.Parse(l).Dispose());
    }

    [Fact]
    public void A_budget_folds_repeats_and_names_the_rule_from_a_reload_on()
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using (var made = storm.Start(200)) made.WaitForEnd();
        daemon.WaitUntil(() => run.Count($"name=\"{Mark}\"") == 200, "all events without a budget");
        run.Configure("", "budget_key = 10\n");
        daemon.Signal(1);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "the reload");
        using (var made = storm.Start(500)) made.WaitForEnd();
        daemon.WaitUntil(() => run.Count("op=storm key=\"storm\"") > 0, "a summary");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        var written = run.Count($"name=\"{Mark}\"") - 200;
        var folded = run.Text().Split('\n').Where(static l => l.Contains("op=storm ", StringComparison.Ordinal)).ToList();
        Assert.All(folded, l => Assert.Contains($"rule=\"-a always,exit -F arch=b64 -S access -F exe={storm.Program} -F key=storm\"", l, StringComparison.Ordinal));
        var counted = folded.Sum(static l => int.Parse(l.Split(" count=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(written + counted, 500, 505); // the loader makes a call too
        Assert.InRange(written, 8, 60);
    }

    [Fact]
    public void Lives_of_processes_are_told_by_the_daemon_itself()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var file = run.PathOf("processes.json");
        run.Configure("", $"process_file = {file}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(file) && File.ReadAllText(file).Contains("snapshot", StringComparison.Ordinal), "the processes that live");
        using var folder = new TemporaryFolder();
        var program = folder.PathOf("lives");
        File.Copy("/bin/sleep", program);
        using var rule = new Storm(kernel.Control, $"-a always,exit -F arch=b64 -S execve,exit_group,clone,clone3,fork,vfork -F exe={program} -k lives");
        using (var lived = System.Diagnostics.Process.Start(program, "0.2")!)
        {
            kernel.Control.SendUserMessage(1005, "op=hello"u8); // has a serial of its own, and nothing to do with processes
            lived.WaitForExit();
        }

        daemon.WaitUntil(() => File.ReadAllLines(file).Any(l => l.Contains(program, StringComparison.Ordinal) && l.Contains("\"exit\"", StringComparison.Ordinal)), "its end");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.DoesNotContain(File.ReadAllLines(file), static l => l.Contains("serial_gap", StringComparison.Ordinal));
        Assert.All(File.ReadAllLines(file), static l => JsonDocument.Parse(l).Dispose());
    }

    private static string ReadAll(Socket client, StrongBox<int>? heard = null)
    {
        using var bytes = new MemoryStream();
        var room = new byte[64 << 10];
        while (client.Receive(room) is var count and > 0)
        {
            bytes.Write(room, 0, count);
            if (heard is not null) Volatile.Write(ref heard.Value, (int)bytes.Length);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Get(string path)
    {
        var answer = Ask(path, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        return answer;
    }

    private static string Ask(string path, string request)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
        client.Send(Encoding.ASCII.GetBytes(request));
        return ReadAll(client);
    }
}
