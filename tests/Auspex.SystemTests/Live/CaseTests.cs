using System.Globalization;
using System.Text;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

/// <summary>What the kernel's audit promises, case by case, seen through auditd, auditctl and ausearch on the real kernel.</summary>
/// <remarks>The cases are those that the kernel's own test suite has by name; nothing of it is used.</remarks>
[Collection(KernelCollection.Name)]
public sealed partial class CaseTests
{
    private const int NoId = 54321; // of nobody on any machine

    [Fact]
    public void Exec_execve_odd_arguments_come_back_byte_for_byte()
    {
        using var machine = new LiveMachine();
        byte[][] arguments =
        [
            Bytes("plain"), Bytes("two words"), Bytes("say \"x\""), Bytes("it's"), Bytes(""), Bytes("a1=\"forged\" key=\"x\""), Bytes("back\\slash"), Bytes("größe"),
            [.. Enumerable.Range(1, 31).Select(static b => (byte)b)], [.. Enumerable.Range(0x7F, 0x81).Select(static b => (byte)b)], Bytes("line\nend\n"), Bytes("DEADBEEF"), Bytes("(null)"),
        ];
        Execute(machine, "odd", arguments);
        var shown = machine.Ausearch("-k", "odd", "-m", "EXECVE", "-i", "--escape", "raw").OutputBytes;
        byte[] expected = [.. Bytes($"argc={arguments.Length}"), .. arguments.SelectMany(static (a, i) => (byte[])[.. Bytes($" a{i}="), .. a])];
        Assert.True(shown.AsSpan().IndexOf(expected) >= 0, $"{Show(expected)}\n{Show(shown)}");
        Assert.Equal(arguments, WatchArguments(machine), ByteArrays.Same);
    }

    [Fact]
    public void Exec_execve_many_and_long_arguments_come_back_whole()
    {
        using var machine = new LiveMachine();
        var random = new Random(20261129);
        byte[][] arguments =
        [
            .. Enumerable.Range(0, 3000).Select(static i => Bytes($"number-{i}")), Bytes(new string('x', 40_000)), [.. Enumerable.Range(0, 20_000).Select(_ => (byte)random.Next(1, 256))],
            .. Enumerable.Range(0, 300).Select(static i => Bytes(new string((char)('a' + (i % 26)), i))), Bytes("the last"),
        ];
        Execute(machine, "many", arguments);
        Assert.Equal(arguments, WatchArguments(machine), ByteArrays.Same);

        // Interpreted, a long argument stands in pieces, which put together are the argument.
        var shown = string.Concat(machine.Ausearch("-k", "many", "-i").Lines.Where(static l => l.StartsWith("type=EXECVE", StringComparison.Ordinal)));
        foreach (var index in (int[])[0, 1, 2999, 3000, 3001 + 299])
        {
            var pieces = System.Text.RegularExpressions.Regex.Matches(shown, $@" a{index}(?:\[\d+\])?=(\S*)", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
            Assert.Equal(Encoding.Latin1.GetString(arguments[index]), string.Concat(pieces.Select(static p => p.Groups[1].Value)));
        }
    }

    [Fact]
    public void Exec_name_a_rule_for_a_program_is_for_no_other()
    {
        using var machine = new LiveMachine();
        var other = machine.PathOf("other");
        File.Copy(machine.Program, other);
        LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -F key=named");
        machine.Act("stat:/nonexistent/ours");
        RunOther(other, "stat:/nonexistent/other");
        LiveMachine.Unload($"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -F key=named");
        LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe!={machine.Program} -F uid={NoId} -F key=others");
        machine.Act("gid:0:0:0", $"uid:{NoId}:{NoId}:{NoId}", "stat:/nonexistent/ours-again");
        RunOther(other, $"uid:{NoId}:{NoId}:{NoId}", "stat:/nonexistent/other-again");
        machine.Settle();
        Assert.Equal(["/nonexistent/ours"], Names(machine.Find("-k", "named")), StringComparer.Ordinal);
        Assert.Equal(["/nonexistent/other-again"], Names(machine.Find("-k", "others")), StringComparer.Ordinal);
    }

    [Fact]
    public void Signal_the_event_says_who_was_meant()
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S kill -F exe={machine.Program} -F key=signal");
        machine.Act("kill:0").AllDone(); // to us: asks only whether it could
        machine.Settle();
        var records = machine.Find("-k", "signal");
        Assert.Equal(["a1=0"], records.Where(static r => r.Type == "SYSCALL").Select(static r => $"a1={r["a1"]}"), StringComparer.Ordinal);
        var meant = Assert.Single(records, static r => r.Type == "OBJ_PID");
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), meant["opid"]);
    }

    [Fact]
    public void Syscalls_file_a_watch_tells_of_the_access_it_is_for()
    {
        using var machine = new LiveMachine();
        var file = machine.PathOf("watched");
        File.WriteAllText(file, "");
        LiveMachine.Load($"-w {file} -p wa -k watched");
        machine.Act($"read:{file}", $"write:{file}", $"chown:{file}:0:0").AllDone();
        machine.Settle();
        var calls = machine.Find("-k", "watched").Where(static r => r.Type == "SYSCALL");
        Assert.Equal([("2", "yes"), ("92", "yes")], calls.Select(static r => (r["syscall"], r["success"]))); // open and chown
    }

    /// <summary>Runs a program of the test's own with the arguments, its name first, and has its event in the log.</summary>
    private static void Execute(LiveMachine machine, string key, byte[][] arguments)
    {
        var target = machine.PathOf("target");
        File.Copy("/bin/true", target);
        LiveMachine.Load($"-a always,exit -F arch=b64 -S execve -F exe={target} -F key={key}");
        byte[] input = [.. arguments.SelectMany(static a => (byte[])[.. a, 0])];
        using (var actor = machine.StartActor([$"exec:{target}"], input)) Assert.Equal(0, actor.WaitForEnd().ExitCode);
        machine.Settle();
    }

    /// <summary>The arguments of the only exec in the log, as watch tells them.</summary>
    private static byte[][] WatchArguments(LiveMachine machine)
    {
        var lines = AuspexTool.Run("watch", "--if", machine.Log, "--json", "--quiet").Lines;
        using var json = System.Text.Json.JsonDocument.Parse(Assert.Single(lines, static l => l.Contains("\"event\":\"exec\"", StringComparison.Ordinal)));
        Assert.False(json.RootElement.TryGetProperty("argv_cut", out _));
        var texts = json.RootElement.GetProperty("argv").EnumerateArray().Select(static a => Bytes(a.GetString()!)).ToArray();
        if (!json.RootElement.TryGetProperty("argv_hex", out var hexes)) return texts;
        return [.. texts.Zip(hexes.EnumerateArray(), static (text, hex) => hex.GetString() is { } digits ? Convert.FromHexString(digits) : text)];
    }

    private static void RunOther(string program, params string[] steps)
    {
        using var other = RunningProgram.Start(program, steps);
        Assert.Equal(0, other.WaitForEnd().ExitCode);
    }

    /// <summary>What the PATH records name, in order.</summary>
    private static IEnumerable<string?> Names(IEnumerable<LiveRecord> records) => records.Where(static r => r.Type == "PATH").Select(static r => r["name"]);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Show(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
