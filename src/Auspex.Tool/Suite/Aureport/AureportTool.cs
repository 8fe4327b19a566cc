using Auspex.Archive;
using Auspex.Outputs.ReportFormats;
using Auspex.Reports;
using Auspex.Reports.Tallies;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>The tool <c>aureport</c>.</summary>
/// <remarks>Source: aureport(8); spec 1.2. Differences from 4.2.2 are in docs/differences.md.</remarks>
internal sealed class AureportTool
{
    private const string Name = "aureport";
    private const int NoRow = 1;

    private readonly AureportSettings settings;
    private readonly ReportQuery query;
    private readonly SuiteHost host;

    private AureportTool(AureportSettings settings, SuiteHost host)
    {
        this.settings = settings;
        this.host = host;
        query = settings.Query;
    }

    /// <summary>Runs it on the machine it is on.</summary>
    internal static int Run(string[] words) => Run(words, MachineHost.Make());

    /// <summary>Runs it in a world of the caller's. Never throws for what it is given.</summary>
    internal static int Run(string[] words, SuiteHost host) =>
        SuiteMain.Guard(Name, host, () => Parse(words, host) is { } settings ? new AureportTool(settings, host).Report() : 0);

    /// <summary>After a mistake the short help goes to standard output, as ever.</summary>
    private static AureportSettings? Parse(string[] words, SuiteHost host)
    {
        try
        {
            return AureportParser.Parse(words, host);
        }
        catch (SuiteFailure failure)
        {
            if (failure.Message != AureportParser.Unimplemented) host.Print(AureportUsage.Text);
            throw;
        }
    }

    /// <summary>What stands before a title.</summary>
    private string OutcomeWord => query.Outcome switch
    {
        ReportOutcome.Failed => "Failed ",
        ReportOutcome.Success => "Success ",
        _ => "",
    };

    private int Report()
    {
        if (query is { IsSummary: true, Definition.SummaryTitle: null, Kind: not ReportKind.Totals })
        {
            if (settings.Format == ReportFormatKind.Text) host.Print("\n" + OutcomeWord);
            throw new SuiteFailure(AureportParser.Unimplemented);
        }

        if (query.Kind == ReportKind.LogRange)
        {
            var listing = new LogRangeListing(settings, MakeFormat(), host);
            listing.WriteTitle();
            using var listed = Open();
            return listing.Run(listed);
        }

        var run = new ReportRun(query, host.MakeNames, MakeFormat);
        WriteOut(run.Output); // the title comes before what may be wrong with the logs
        using var logs = Open();
        return Read(logs, run);
    }

    private LogSet Open()
    {
        var logs = LogSet.Open(host.Files, new LogSetOptions
        {
            Inputs = settings.Inputs,
            UsesConfiguredLogs = settings.ReadsConfiguredLogs,
            HasPipe = host.HasPipe,
            ConfigPath = host.ConfigPath,
        });
        foreach (var note in logs.Notes) host.Say(note + "\n");
        if (logs.Error.Length == 0) return logs;
        var error = logs.Error;
        logs.Dispose();
        throw new SuiteFailure(error);
    }

    private int Read(LogSet logs, ReportRun run)
    {
        using var signals = host.CatchSignals();
        var first = LogBeginning.FirstMilliseconds(logs.Logs);
        var progress = new ProgressLine(host, Name, () => TotalBytes(logs.Logs));
        var watch = new LogWatch(host, signals, progress, settings.IsDebug ? Name : null);
        var counts = SearchEngines.Run(new SearchRun
        {
            Logs = logs.Logs,
            Watch = watch,
            Range = settings.Range,
            TimeoutSeconds = settings.TimeoutSeconds ?? logs.TimeoutSeconds,
            MakeVisitor = () => new WritingVisitor(run, progress, host.Output),
            MakeWorker = run.MakeWorker,
            Sink = new WritingSink(run, watch, progress, host.Output),
            Types = ReportTypes.Of(query),
        });
        progress.Hide();
        if (first == 0) first = counts.FirstMilliseconds; // of a pipe it is known now
        run.Finish(new TotalsTimes(first, run.LastMilliseconds, settings.StartSeconds, settings.EndSeconds), () => WriteOut(run.Output));
        WriteOut(run.Output);
        host.Output.Flush();
        if (signals.HasCome)
        {
            host.Say($"{Name}: interrupted: the logs were not read to their end\n");
            return signals.ExitCode;
        }

        var isCut = LogProblems.Tell(logs.Logs, Name, host);
        host.Say(SearchCountsText.Of(counts, Name));
        if (run.Uncounted > 0) host.Say(FormattableString.Invariant($"{Name}: {run.Uncounted} values are in no count: more different ones than fit into {TallyBudget.DefaultBytes >> 20} MiB\n"));
        if (isCut) return LogProblems.ExitCode;
        return run.IsDetailed && run.Rows == 0 ? NoRow : 0;
    }

    private IReportFormat MakeFormat() => settings.Format switch
    {
        ReportFormatKind.Json => new ReportJson(query),
        ReportFormatKind.Csv => new ReportCsv(query),
        _ => new TextFormat(query, host.Zone, host.Locale),
    };

    private void WriteOut(ByteBuffer output)
    {
        host.Output.Write(output.Written);
        output.Clear();
    }

    private static long TotalBytes(IReadOnlyList<LogSource> logs) =>
        logs.Sum(static log => File.Exists(log.Path) ? new FileInfo(log.Path).Length : 0);
}
