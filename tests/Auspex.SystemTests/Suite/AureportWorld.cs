using System.Text;
using Auspex.Tool.Suite.Aureport;
using Auspex.Tool.Suite.Common;

namespace Auspex.SystemTests.Suite;

/// <summary>Runs aureport in a world of the test's.</summary>
internal static class AureportWorld
{
    /// <summary>Runs it on a log.</summary>
    public static SuiteRun Run(string log, params string[] words) => Run(static host => host, log, words);

    /// <summary>Runs it on a log, in a world that <paramref name="change"/> changes.</summary>
    public static SuiteRun Run(Func<SuiteHost, SuiteHost> change, string log, params string[] words)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var code = AureportTool.Run(["-if", log, .. words], change(SuiteRun.World(output, errors)));
        return new SuiteRun(code, Encoding.Latin1.GetString(output.ToArray()), Encoding.Latin1.GetString(errors.ToArray()));
    }

    /// <summary>The synthetic log without the events that 4.2.2 drops for a report (docs/differences.md, dropped-events), in a file.</summary>
    public static string WriteWithoutDropped(string folder, string[] words)
    {
        var path = Path.Combine(folder, "audit.log");
        var dropped = Dropped(words);
        var lines = File.ReadLines(SharedData.SyntheticLog, Encoding.Latin1)
            .Where(line => !dropped.Any(serial => line.Contains($":{serial}):", StringComparison.Ordinal)));
        File.WriteAllLines(path, lines, Encoding.Latin1);
        return path;
    }

    /// <summary>By what a report makes it extract: see DepartureTests of the library's tests.</summary>
    private static List<int> Dropped(string[] words)
    {
        var dropped = new List<int> { 140, 168 };
        var report = words.FirstOrDefault(w => Without138.Contains(w) || Without141.Contains(w) || WithoutHost.Contains(w) || Others.Contains(w));
        if (report is null || Without141.Contains(report)) dropped.Add(141);
        if (report is null || Without141.Contains(report) || WithoutHost.Contains(report)) dropped.Add(135);
        if (report is null || !Without138.Contains(report)) dropped.Add(138);
        return dropped;
    }

    private static readonly string[] Without138 = ["-a", "--avc", "-au", "--auth", "-r", "--virt"];
    private static readonly string[] Without141 = ["-au", "--auth", "-l", "--login", "-m", "-n", "-tm", "-u", "--user", "-x", "--comm", "--tty"];
    private static readonly string[] WithoutHost = ["-h", "--host", "-f", "--file"];
    private static readonly string[] Others = ["-e", "--event", "-c", "--config", "-s", "--syscall", "-p", "-k", "-ma", "-cr", "-t", "--integrity"];
}
