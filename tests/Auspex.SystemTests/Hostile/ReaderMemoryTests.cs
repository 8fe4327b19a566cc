using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Hostile;

/// <summary>Logs made to fill the memory of those who read them: at most 256 MB, and what was cut is told (issue 9, A2).</summary>
public sealed class ReaderMemoryTests
{
    private const int MostMilliseconds = 240_000; // against hanging

    /// <summary>For the program as it ships; the managed one has a runtime beside it.</summary>
    private static readonly long MostKilobytes = AuspexProgram.Kind == "native" ? 256 << 10 : 336 << 10;

    private static readonly Dictionary<string, Action<StreamWriter>> Makers = new(StringComparer.Ordinal)
    {
        ["different values"] = DifferentValues,
        ["events without end"] = EventsWithoutEnd,
        ["one event"] = OneEvent,
        ["long lines"] = LongLines,
        ["holes"] = Holes,
        ["sessions"] = Sessions,
        ["executions"] = Executions,
    };

    [Theory]
    [InlineData("different values", "aureport", "are in no count")]
    [InlineData("different values", "aureport -f --summary", "")]
    [InlineData("different values", "aureport -k --summary -i", "")]
    [InlineData("different values", "ausearch --format json", "")]
    [InlineData("events without end", "ausearch --raw", "too many were open")]
    [InlineData("events without end", "ausearch -k rare --raw", "")]
    [InlineData("events without end", "aureport -f", "too many were open")]
    [InlineData("events without end", "ausearch --gaps", "too many were open")]
    [InlineData("one event", "ausearch --format json", "too many were open")]
    [InlineData("one event", "ausearch -i", "too many were open")]
    [InlineData("one event", "aureport -f", "too many were open")]
    [InlineData("long lines", "aureport -k --summary", "are in no count")]
    [InlineData("long lines", "ausearch --format csv", "")]
    [InlineData("long lines", "ausearch --format json", "")]
    [InlineData("holes", "ausearch --gaps", "further gaps are not listed")]
    [InlineData("sessions", "aulast", "records left out")]
    [InlineData("sessions", "ausearch --format ecs", "too many were open")]
    [InlineData("events without end", "rules cost", "")]
    [InlineData("different values", "rules cost", "")]
    [InlineData("one event", "watch --json", "")]
    [InlineData("executions", "watch --json", "")]
    [InlineData("executions", "tree", "")]
    [InlineData("executions", "ps", "")]
    [InlineData("executions", "ausearch --format ecs", "")]
    public void No_log_takes_more_than_so_much(string kind, string command, string told)
    {
        using var folder = new TemporaryFolder();
        var log = folder.PathOf("hostile.log");
        using (var writer = new StreamWriter(log, append: false, Encoding.ASCII, 1 << 20)) Makers[kind](writer);
        File.SetLastWriteTimeUtc(log, DateTime.UtcNow.AddHours(-1)); // nobody writes it: it is mapped
        string[] words = command.Split(' ');
        string[] reading = words[0] switch
        {
            "ausearch" or "aureport" => [words[0], "-if", log, .. words[1..]],
            "aulast" => [.. words, "-f", log],
            _ => [.. words, "--if", log],
        };
        Check(reading, "RssAnon:", "exec \"$0\" \"$@\" </dev/null", told, folder);
        if (reading[1] == "-if") Check(words, "VmHWM:", $"exec \"$0\" \"$@\" <\"{folder.PathOf("pipe")}\"", told, folder, log);
    }

    /// <param name="words">What is run.</param>
    /// <param name="measure">What is measured: memory that is no file, or all where no file is mapped.</param>
    /// <param name="line">How it is run.</param>
    /// <param name="told">What it says of what it had to cut.</param>
    /// <param name="folder">For its messages.</param>
    /// <param name="piped">What it reads from a pipe; null for nothing.</param>
    private static void Check(string[] words, string measure, string line, string told, TemporaryFolder folder, string? piped = null)
    {
        var errors = folder.PathOf("errors");
        using var feeder = piped is null ? null : Process.Start("/bin/sh", ["-c", "mkfifo \"$1\"; cat \"$0\" >\"$1\" 2>/dev/null", piped, folder.PathOf("pipe")]);
        if (piped is not null) SpinWait.SpinUntil(() => File.Exists(folder.PathOf("pipe")), 10_000);
        using var tool = Process.Start("/bin/sh", ["-c", $"err=$1; shift; {line} >/dev/null 2>\"$err\"", AuspexProgram.Path, errors, .. words]);
        var clock = Stopwatch.StartNew();
        var kilobytes = 0L;
        while (!tool.WaitForExit(3))
        {
            kilobytes = Math.Max(kilobytes, Memory(tool.Id, measure));
            if (clock.ElapsedMilliseconds < MostMilliseconds) continue;
            tool.Kill();
            Assert.Fail($"still running after {clock.Elapsed}");
        }

        feeder?.WaitForExit();
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.ElapsedMilliseconds,6} ms {kilobytes >> 10,4} MB {measure} {string.Join(' ', words.Where(w => w[0] != '/'))}: {File.ReadAllText(errors)}");
        Assert.InRange(kilobytes, 1, MostKilobytes);
        Assert.InRange(tool.ExitCode, 0, 2);
        Assert.Contains(told, File.ReadAllText(errors), StringComparison.Ordinal);
    }

    private static long Memory(int pid, string what)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status")).FirstOrDefault(l => l.StartsWith(what, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(what.Length, line.Length - what.Length - " kB".Length).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }

    private static void DifferentValues(StreamWriter log)
    {
        for (var i = 0; i < 220_000; i++)
        {
            log.Write(string.Create(CultureInfo.InvariantCulture, $"type=SYSCALL msg=audit({1_700_000_000 + (i / 100)}.000:{i}): arch=c000003e syscall=257 success=yes exit=3 items=1 ppid=1 pid={i} auid={i} uid=0 tty=pts{i} ses=1 comm=\"{i:d15}\" exe=\"/usr/lib/some/where/{i:d20}\" key=\"key-{i:d20}\"\n"));
            log.Write(string.Create(CultureInfo.InvariantCulture, $"type=PATH msg=audit({1_700_000_000 + (i / 100)}.000:{i}): item=0 name=\"/home/somebody/a/folder/with/files/{i:d20}\" inode=1 nametype=CREATE\n"));
        }
    }

    private static void EventsWithoutEnd(StreamWriter log)
    {
        for (var i = 0; i < 700_000; i++)
            log.Write(string.Create(CultureInfo.InvariantCulture, $"type=PATH msg=audit(1700000000.000:{i}): item=0 name=\"/a\"{(i % 1000 == 0 ? " key=\"rare\"" : "")}\n"));
    }

    private static void OneEvent(StreamWriter log)
    {
        for (var i = 0; i < 900_000; i++) log.Write(string.Create(CultureInfo.InvariantCulture, $"type=PATH msg=audit(1700000000.000:1): item={i} name=\"/home/x/{i}\" inode=1 dev=08:01 mode=0100644 ouid=0\n"));
    }

    private static void LongLines(StreamWriter log)
    {
        var padding = new string('x', (1 << 20) - 200);
        for (var i = 0; i < 120; i++) log.Write(string.Create(CultureInfo.InvariantCulture, $"type=SYSCALL msg=audit(1700000000.000:{i}): arch=c000003e syscall=2 success=yes exit=0 pid=1 key=\"{i}{padding}\"\n"));
    }

    private static void Holes(StreamWriter log)
    {
        for (var i = 0; i < 1_200_000; i++) log.Write(string.Create(CultureInfo.InvariantCulture, $"node=n{i % 4000} type=USER msg=audit(1700000000.000:{i / 4000 * 2}): a=b\n"));
    }

    private static void Executions(StreamWriter log)
    {
        var argument = new string('A', 7000);
        for (var i = 0; i < 20_000; i++)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"msg=audit({1_700_000_000 + (i / 10)}.000:{i}):");
            log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"type=SYSCALL {head} arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=1 a2=1 a3=1 items=1 ppid={999 + i} pid={1000 + i} auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=1 comm=\"c{i}\" exe=\"/usr/bin/c{i}\" key=\"x\"\n"));
            log.Write($"type=EXECVE {head} argc=2 a0=\"c{i}\" a1=\"{argument}\"\ntype=CWD {head} cwd=\"/\"\ntype=PROCTITLE {head} proctitle=\"c{i}\"\n");
        }
    }

    private static void Sessions(StreamWriter log)
    {
        for (var i = 0; i < 400_000; i++)
            log.Write(string.Create(CultureInfo.InvariantCulture, $"type=LOGIN msg=audit(1700000000.000:{i}): pid=7 uid=0 old-auid=4294967295 auid=1000 old-ses=4294967295 ses={i} res=1\n"));
    }
}
