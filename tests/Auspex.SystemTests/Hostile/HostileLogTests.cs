using System.Diagnostics;
using System.Globalization;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Hostile;

/// <summary>Lines that are nearly records, through ausearch in every format and through every report: no crash, no hang, no growth.</summary>
public sealed class HostileLogTests
{
    private const int MostLines = 1_000_000;

    /// <summary>A generous bound against hanging, not a measure of speed.</summary>
    private const int MostMicrosecondsPerLine = 300;

    private const int StartMilliseconds = 20_000;

    /// <summary>Of what is no file: that is mapped.</summary>
    private const long MostKilobytes = 256 << 10;

    private static readonly string[] Formats = ["default", "raw", "interpret", "csv", "text", "json"];

    private static readonly string[] Reports =
    [
        "avc", "auth", "config", "comm", "crypto", "event", "file", "host", "integrity", "key", "login", "mods", "mac", "anomaly", "pid", "response", "syscall", "log",
        "terminal", "tty", "user", "virt", "executable",
    ];

    [Fact]
    public void Mutated_lines_neither_crash_nor_hang_the_tools() => Run(50_000, 20261121);

    [Fact(Explicit = true)]
    public void A_million_mutated_lines_neither_crash_nor_hang_the_tools() => Run(MostLines, Environment.TickCount);

    private static void Run(int lines, int seed)
    {
        Say($"seed {seed}, {lines} lines, {AuspexProgram.Kind}");
        var tools = AuspexTool.Run("--names").Lines;
        using var folder = new TemporaryFolder();
        var log = folder.PathOf("hostile.log");
        Mutator.Write(log, lines, seed);
        var complaints = new List<string>();
        foreach (var words in CommandLines(log).Where(w => tools.Contains(w[0], StringComparer.Ordinal)))
        {
            if (Complaint(words, lines, folder) is { } complaint) complaints.Add($"{string.Join(' ', words)}: {complaint}");
        }

        Assert.True(complaints.Count == 0, $"seed {seed}, {lines} lines\n{string.Join('\n', complaints)}");
        if (!tools.Contains("ausearch", StringComparer.Ordinal) || !tools.Contains("aureport", StringComparer.Ordinal)) Assert.Skip("ausearch and aureport are not both built in");
    }

    private static IEnumerable<string[]> CommandLines(string log)
    {
        foreach (var format in Formats) yield return ["ausearch", "-if", log, "--format", format];
        yield return ["ausearch", "-if", log, "-i", "--escape", "shell_quote"];
        yield return ["ausearch", "-if", log, "--format", "csv", "--extra-time", "--extra-labels", "--extra-obj2", "--extra-keys"];
        yield return ["ausearch", "-if", log, "--raw", "-ua", "root", "-f", "a", "-se", "a", "-x", "a", "-hn", "1", "-k", "a"];
        yield return ["aureport", "-if", log];
        yield return ["aureport", "-if", log, "-i", "--summary"];
        foreach (var report in Reports)
        {
            yield return ["aureport", "-if", log, "--" + report, "-i"];
            yield return ["aureport", "-if", log, "--" + report, "--summary"];
        }

        yield return ["aulast", "-f", log, "--bad", "--proof"];
    }

    /// <summary>What is wrong with how it ended; null for nothing.</summary>
    private static string? Complaint(string[] words, int lines, TemporaryFolder folder)
    {
        var errors = folder.PathOf("errors");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "err=$1; shift; exec \"$0\" \"$@\" </dev/null >/dev/null 2>\"$err\"", AuspexProgram.Path, errors, .. words]);
        start.Environment["TZ"] = "UTC";
        using var tool = Process.Start(start)!;
        var clock = Stopwatch.StartNew();
        var kilobytes = 0L;
        while (!tool.WaitForExit(5))
        {
            kilobytes = Math.Max(kilobytes, Anonymous(tool.Id));
            if (clock.ElapsedMilliseconds <= StartMilliseconds + (lines * (long)MostMicrosecondsPerLine / 1000)) continue;
            tool.Kill();
            tool.WaitForExit();
            return $"still running after {clock.Elapsed}";
        }

        Say($"{clock.ElapsedMilliseconds,6} ms {kilobytes >> 10,4} MB  {string.Join(' ', words.Where(w => w[0] != '/'))}");
        if (tool.ExitCode is not (0 or 1)) return $"exit code {tool.ExitCode}: {Head(errors)}";
        if (kilobytes > MostKilobytes) return $"{kilobytes >> 10} MB of memory";
        return Head(errors).Contains("Unhandled", StringComparison.Ordinal) ? Head(errors) : null;
    }

    private static long Anonymous(int pid)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status")).FirstOrDefault(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("RssAnon:".Length, line.Length - "RssAnon:".Length - " kB".Length).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }

    private static string Head(string path)
    {
        var text = File.ReadAllText(path);
        return text.Length > 400 ? text[..400] : text;
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
