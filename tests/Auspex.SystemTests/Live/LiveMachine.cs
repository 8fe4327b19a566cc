using System.Globalization;
using System.Text;
using Auspex.SystemTests.Daemon;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

/// <summary>The kernel, our daemon, auditctl and ausearch, and a program whose every step is known. What was loaded is gone at the end.</summary>
internal sealed class LiveMachine : IDisposable
{
    private const int FenceType = 1121; // TRUSTED_APP: no test here is about it
    private const int EveryoneMayLookIn = 0x1ED; // 0755

    private readonly KernelLock kernel = KernelLock.Acquire();
    private readonly TemporaryFolder folder = new();
    private readonly DaemonRun? run;
    private readonly RunningProgram? daemon;
    private int fences;

    /// <summary>A machine without rules; skips the test where there are some.</summary>
    /// <param name="hasDaemon">Whether auditd runs.</param>
    public LiveMachine(bool hasDaemon = true)
    {
        try
        {
            if (kernel.Control.ListRules().Count > 0) Assert.Skip("there are rules loaded here; these tests list all");
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)EveryoneMayLookIn);
            Program = folder.PathOf("actor");
            Actor.Compile(Program);
            if (!hasDaemon) return;
            run = new DaemonRun();
            daemon = run.Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The right to change the kernel's audit.</summary>
    public KernelLock Kernel => kernel;

    /// <summary>The <see cref="Actor"/>.</summary>
    public string Program { get; } = "";

    /// <summary>The daemon's log.</summary>
    public string Log => run!.Log;

    /// <summary>A path below a folder that everyone may search.</summary>
    public string PathOf(string name) => folder.PathOf(name);

    /// <summary>Has auditctl load a rule and list it as it was written.</summary>
    public static void Load(string rule)
    {
        var before = Listed();
        Auditctl(rule.Split(' '));
        Assert.Equal(before + rule + "\n", Listed());
    }

    /// <summary>Has auditctl delete a rule with the words it was loaded with.</summary>
    public static void Unload(string rule) => Auditctl(["-d", .. rule.Split(' ')[1..]]);

    /// <summary>Runs auditctl, which succeeds.</summary>
    public static ProgramResult Auditctl(params string[] words)
    {
        var result = AuspexTool.Run(["auditctl", .. words]);
        Assert.True(result.ExitCode == 0, $"auditctl {string.Join(' ', words)}: {result.ExitCode} {result.Errors}");
        return result;
    }

    /// <summary>Runs the steps, and returns how each went.</summary>
    public LiveSteps Act(params string[] steps)
    {
        using var actor = StartActor(steps);
        return LiveSteps.Of(actor);
    }

    /// <summary>Begins the steps.</summary>
    public RunningProgram StartActor(string[] steps, byte[]? input = null) => RunningProgram.Start(Program, steps, input);

    /// <summary>Everything that happened so far is in the log: what is told now comes behind it.</summary>
    public void Settle()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"op=fence-{++fences}-of-live");
        kernel.Control.SendUserMessage(FenceType, Encoding.UTF8.GetBytes(text));
        daemon!.WaitUntil(() => run!.Count(text) > 0, text);
    }

    /// <summary>The records of the events that ausearch finds, without those of the rules' own coming and going; none where it finds none.</summary>
    public IReadOnlyList<LiveRecord> Find(params string[] criteria)
    {
        var records = LiveRecord.ReadAll(Encoding.Latin1.GetString(Ausearch([.. criteria, "--raw"]).OutputBytes));
        var changes = records.Where(static r => r.Type == "CONFIG_CHANGE").Select(static r => r.Serial).ToHashSet();
        return [.. records.Where(r => !changes.Contains(r.Serial))];
    }

    /// <summary>Runs ausearch on the log.</summary>
    public ProgramResult Ausearch(params string[] words)
    {
        var result = AuspexTool.Run(["ausearch", "-if", Log, .. words]);
        Assert.True(result.ExitCode == 0 || result.Errors.Contains("<no matches>", StringComparison.Ordinal), $"{result.ExitCode} {result.Errors}");
        return result;
    }

    /// <summary>The records of the whole log.</summary>
    public IReadOnlyList<LiveRecord> ReadLog() => LiveRecord.ReadAll(run!.Text());

    public void Dispose()
    {
        try
        {
            if (daemon is { HasEnded: false }) Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        }
        finally
        {
            daemon?.Dispose();
            kernel.Dispose();
            run?.Dispose();
            folder.Dispose();
        }
    }

    private static string Listed() => Auditctl("-l").Output is var text && text == "No rules\n" ? "" : text;
}
