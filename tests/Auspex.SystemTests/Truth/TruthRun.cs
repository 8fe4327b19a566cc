using System.Globalization;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Truth;

/// <summary>One run of the load program under <c>auspex watch --json</c>, and the files it leaves.</summary>
internal sealed class TruthRun : IDisposable
{
    /// <summary>The fewest processes of a run.</summary>
    public const int Processes = 2000;

    private const int RunMilliseconds = 180_000;
    private const int StormEventsPerSecond = 30_000;

    private readonly TemporaryFolder folder = new();

    /// <summary>Draws the load: AUSPEX_SEED, or always the same.</summary>
    public static int FirstSeed { get; } = int.Parse(Environment.GetEnvironmentVariable("AUSPEX_SEED") ?? "20261121", CultureInfo.InvariantCulture);

    /// <summary>What this run's load is drawn from.</summary>
    public int Seed { get; private init; }

    /// <summary>The pid of the load program.</summary>
    public int Root { get; private set; }

    /// <summary>What truly happened.</summary>
    public string TruthFile => folder.PathOf("truth.jsonl");

    /// <summary>What watch reported.</summary>
    public string ReportFile => folder.PathOf("report.json");

    /// <summary>The audit records that watch received.</summary>
    public string RecordFile => folder.PathOf("record.log");

    /// <summary>Events of the storm, 0 without one.</summary>
    public long StormEvents { get; private set; }

    /// <summary>Events of the storm in a second, on average.</summary>
    public double StormRate { get; private set; }

    /// <summary>Runs it to the end.</summary>
    public static TruthRun Run(KernelLock kernel, TruthLoad truthLoad, params string[] watchOptions)
    {
        var run = new TruthRun { Seed = FirstSeed + truthLoad.Attempt };
        try
        {
            run.Make(kernel, truthLoad, watchOptions);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Says what differs, and keeps the files; empty where nothing does.</summary>
    public string Tell(Differences differences, string name)
    {
        if (differences.IsEmpty) return "";
        var kept = Directory.CreateDirectory(Repository.PathOf("artifacts", "truth", name)).FullName;
        foreach (var file in Directory.GetFiles(folder.FullName).Where(f => Path.HasExtension(f)))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        return string.Create(CultureInfo.InvariantCulture,
            $"AUSPEX_SEED={Seed}, root {Root}, program {AuspexProgram.Kind}, files in {kept}\n{differences}");
    }

    /// <summary>Puts further files beside those of this run.</summary>
    public void Keep(params ReadOnlySpan<string> files)
    {
        foreach (var file in files) File.Copy(file, folder.PathOf(Path.GetFileNameWithoutExtension(file) + ".kept"), overwrite: true);
    }

    public void Dispose() => folder.Dispose();

    private void Make(KernelLock kernel, TruthLoad truthLoad, string[] watchOptions)
    {
        var load = folder.PathOf("truth");
        Compiler.Compile(Repository.PathOf("tests", "truth", "truth.c"), load);
        Compiler.Compile(Repository.PathOf("tests", "truth", "storm.c"), folder.PathOf("storm"));
        TestContext.Current.TestOutputHelper?.WriteLine($"AUSPEX_SEED={Seed}, program: {AuspexProgram.Kind}");
        using var watch = WatchProgram.Start(kernel, ["--json", "--no-snapshot", "--record", RecordFile, .. watchOptions]);
        using (var storm = truthLoad.HasStorm ? StormProgram.Start(kernel, folder.PathOf("storm"), StormEventsPerSecond) : null)
        {
            var started = TimeProvider.System.GetTimestamp();
            MakeProcesses(load, truthLoad);
            StormEvents = storm?.End() ?? 0;
            StormRate = StormEvents / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        }

        var end = string.Create(CultureInfo.InvariantCulture, $"\"pid\":{Root},");
        watch.WaitUntil(() => WatchProgram.HasAtEnd(watch, end), "the end of the load program");
        var result = watch.EndByTerminate();
        Assert.True(result.ExitCode == 0, result.Errors);
        File.WriteAllBytes(ReportFile, result.OutputBytes);
        File.WriteAllText(folder.PathOf("watch.err"), result.Errors);
    }

    /// <summary>The shell that starts the load was made after watching began, so it and all that follows make records.</summary>
    private void MakeProcesses(string load, TruthLoad truthLoad)
    {
        string[] arguments =
        [
            "--out", TruthFile, "--count", Processes.ToString(CultureInfo.InvariantCulture), "--seed", Seed.ToString(CultureInfo.InvariantCulture),
            "--parallel", truthLoad.Parallel.ToString(CultureInfo.InvariantCulture), "--kinds", string.Join(',', truthLoad.Choose(KindsOf(load))),
        ];
        using var program = RunningProgram.Start(load, arguments);
        Root = program.Pid;
        var result = program.WaitForEnd(RunMilliseconds);
        Assert.True(result.ExitCode == 0, $"the load program failed:\n{result.Output}{result.Errors}");
        if (result.Errors.Length > 0) TestContext.Current.TestOutputHelper?.WriteLine(result.Errors);
    }

    private static string[] KindsOf(string load)
    {
        using var list = RunningProgram.Start(load, ["--list"]);
        var lines = list.WaitForEnd(RunMilliseconds).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(l => l.Trim().Split(' ')[0])];
    }
}
