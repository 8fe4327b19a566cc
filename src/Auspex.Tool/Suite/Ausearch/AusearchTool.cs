using Auspex.Archive;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>The tool <c>ausearch</c>.</summary>
/// <remarks>Source: ausearch(8); spec 1.1. Differences from 4.2.2 are in docs/differences.md.</remarks>
internal sealed class AusearchTool
{
    private const string Name = "ausearch";
    private const int Usage = 1;
    private const int NothingFound = 1;
    private const int CheckpointLogIsGone = 10;

    private readonly AusearchSettings settings;
    private readonly SuiteHost host;

    private AusearchTool(AusearchSettings settings, SuiteHost host)
    {
        this.settings = settings;
        this.host = host;
    }

    /// <summary>Runs it on the machine it is on.</summary>
    internal static int Run(string[] words) => Run(words, MachineHost.Make());

    /// <summary>Runs it in a world of the caller's. Never throws for what it is given.</summary>
    internal static int Run(string[] words, SuiteHost host)
    {
        if (words.Length == 0)
        {
            host.Print(SuiteHelp.Of(AusearchPage.Page));
            host.Output.Flush();
            return Usage;
        }

        return SuiteMain.Guard(Name, host, () =>
            AusearchParser.Parse(words, host) is { } settings ? new AusearchTool(settings, host).Search() : 0);
    }

    private int Search()
    {
        var checkpoint = settings.Checkpoint is { } path ? CheckpointFile.Read(path, host) : null;
        using var logs = LogSet.Open(host.Files, new LogSetOptions
        {
            Inputs = settings.Inputs,
            UsesConfiguredLogs = settings.ReadsConfiguredLogs,
            HasPipe = host.HasPipe,
            ConfigPath = host.ConfigPath,
        });
        foreach (var note in logs.Notes) host.Say(note + "\n");
        if (logs.Error.Length > 0) throw new SuiteFailure(logs.Error);
        if (!Choose(logs, checkpoint)) return CheckpointLogIsGone;
        return settings.IsGaps ? new GapListing(settings, host).Run(logs) : Find(logs, checkpoint);
    }

    /// <summary>Leaves out the logs before the one that the checkpoint is about.</summary>
    /// <returns>False when that is not there.</returns>
    private bool Choose(LogSet logs, Checkpoint? checkpoint) =>
        checkpoint is null || settings.StartsAtCheckpointTime || logs.IsPipe || IsOneFile || logs.TryBeginAt(checkpoint.Log);

    private bool IsOneFile =>
        settings.Inputs.Count == 1 && host.Files.Inspect(settings.Inputs[0], out _) != LogPathKind.Directory;

    private int Find(LogSet logs, Checkpoint? checkpoint)
    {
        using var signals = host.CatchSignals();
        var gate = settings.Checkpoint is null ? null
            : new CheckpointGate(checkpoint?.Event ?? CheckpointEvent.None, settings.StartsAtCheckpointTime);
        var progress = new ProgressLine(host, Name, () => TotalBytes(logs.Logs));
        var watch = new LogWatch(host, signals, progress, settings.IsDebug ? Name : null);
        var output = new FoundOutput(
            EventFormats.Make(settings, host), host, watch, progress, settings.IsLineBuffered || host.IsOutputTerminal);
        var run = new SearchRun
        {
            Logs = logs.Logs,
            Watch = watch,
            Range = settings.Range,
            TimeoutSeconds = settings.TimeoutSeconds ?? logs.TimeoutSeconds,
            IsForGood = gate is null || logs.IsPipe,
            MakeVisitor = () => new FoundEvents(MakeWorker(), output, gate, settings.IsJustOne),
            MakeWorker = gate is null ? MakeWorker : null,
            Sink = output,
            Required = RequiredBytes.Of(settings.Criteria),
            Types = settings.Criteria.Types,
        };
        var counts = SearchEngines.Run(run);
        output.Flush();
        progress.Hide();
        if (signals.HasCome) return Interrupted(signals);
        gate?.End();
        var isWhole = Report(logs, counts, output.Count);
        if (gate is not null) SaveCheckpoint(logs, run.Last ?? logs.Logs[^1], gate);
        if (!isWhole) return LogProblems.ExitCode;
        return output.Count > 0 ? 0 : NothingFound;
    }

    /// <summary>Makes what one thread needs; an engine with several asks for several.</summary>
    private FoundWorker MakeWorker() =>
        new(new EventMatcher(settings.Criteria, host.MakeNames()), EventFormats.Make(settings, host), settings.IsJustOne);

    /// <summary>What was found stands on standard output; the checkpoint stays as it was, so that nothing is passed over next time.</summary>
    private int Interrupted(StopSignals signals)
    {
        host.Say($"{Name}: interrupted: the logs were not searched to their end\n");
        return signals.ExitCode;
    }

    /// <summary>Says what was not found, and what could not be read.</summary>
    /// <returns>False when a log could not be read to its end.</returns>
    private bool Report(LogSet logs, LogCounts counts, long found)
    {
        if (found == 0 && settings.UnknownName is { } unknown) host.Say(unknown + "\n");
        else if (found == 0 && settings.Format != FormatKind.Raw) host.Say("<no matches>\n");
        var isCut = LogProblems.Tell(logs.Logs, Name, host);
        host.Say(SearchCountsText.Of(counts, Name));
        return !isCut;
    }

    private void SaveCheckpoint(LogSet logs, LogSource last, CheckpointGate gate)
    {
        if (logs.IsPipe) host.Say("Warning - checkpointing stdin is not supported");
        else CheckpointFile.Write(settings.Checkpoint!, new Checkpoint(last.Id, gate.Last));
    }

    private static long TotalBytes(IReadOnlyList<LogSource> logs)
    {
        var total = 0L;
        foreach (var log in logs)
        {
            if (File.Exists(log.Path)) total += new FileInfo(log.Path).Length;
        }

        return total;
    }
}
