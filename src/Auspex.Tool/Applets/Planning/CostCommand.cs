using Auspex.Archive;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Users;
using Auspex.Reports.Cost;
using Auspex.Rules;
using Auspex.Search;
using Auspex.Search.Sources;
using Auspex.Text;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Applets.Planning;

/// <summary><c>auspex rules cost</c>: what rules cost, what others would cost, and what would save most.</summary>
internal static class CostCommand
{
    private const int DefaultRows = 10;

    private static readonly Flag Live = new("live", "SECONDS", "Listen to the kernel for so long instead of reading a log. Needs CAP_AUDIT_READ.");
    private static readonly Flag Top = new("top", "N", "How many lines of each kind; 10 unless told.", 'n');

    internal static readonly Command Command = new()
    {
        Name = "rules cost",
        Summary = "measure what rules cost, and predict what others would",
        Operands = PlanFlags.Operands,
        Description =
            """
            Counts events and bytes a second by key, program, login user and record type, of a recorded log or of what the kernel tells now.
            With rule files it tries their rules on that traffic and says how much each would record, and how much would no longer be
            recorded. It also proposes the changes that would save most, each with what nobody could find any more. It proposes nothing that
            would lose what people do, what fails, executions, changes of accounts, privileges, modules, mounts, time or audit itself, and
            files in which such things stand.

            Paths are compared by name, so that links are not seen; what the log does not tell is counted as uncertain. What no rule has
            recorded so far is in no log: rules that ask for more than the present ones cannot be predicted.
            """,
        Flags = [PlanFlags.Json, Flags.Input, Live, Top],
        Examples =
        [
            ("auspex rules cost --if /var/log/audit/audit.log", "Where the volume comes from."),
            ("auspex rules cost --if audit.log new.rules", "What new rules would have made of it."),
            ("auspex rules cost --live 30", "What the kernel tells in half a minute."),
        ],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        var inputs = values.GetAll(Flags.Input.Name);
        var live = values.GetTime(Live.Name);
        if (inputs.Count > 0 == live is not null) throw new UsageException("cost needs either --if FILE or --live SECONDS");
        var host = PlanCommands.HostOf(null);
        var rules = values.Operands.Count == 0 ? null : WantedFiles.Read(host, values.Operands);
        foreach (var error in rules?.Errors ?? []) StandardError.Tell(error.ToString());
        if (rules?.Errors.Count > 0) return 1;

        var analysis = new CostAnalysis(rules?.Rules);
        double? heard = null;
        var isWhole = true;
        if (live is { } duration) heard = Listen(duration, analysis);
        else isWhole = Read(inputs, analysis);
        var rows = (int)(values.GetNumber(Top.Name, 1, CostTable.MaxTexts) ?? DefaultRows);
        var savings = new SavingFinder(analysis, host.Machine).Find(rows);
        var output = new ByteBuffer();
        var report = new CostReport(
            analysis, savings, heard ?? analysis.Seconds, rows, new RuleListing(host.Machine), new UserNames(), output);
        if (values.Has(PlanFlags.Json.Name)) report.AppendJson();
        else report.AppendText();
        using var stdout = StandardOutput.Open();
        PlanCommands.Write(stdout, output);
        return isWhole ? 0 : LogProblems.ExitCode;
    }

    /// <summary>Returns how many seconds it listened: less than asked where it heard too much.</summary>
    private static double Listen(TimeSpan duration, CostAnalysis analysis)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var log = LiveTraffic.Record(() => System.Diagnostics.Stopwatch.GetElapsedTime(started) < duration, out var lost);
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (lost.Length > 0) StandardError.Tell($"auspex: {lost}");
        var search = new PlainSearch(new BytesText(log), TimeRange.All, analysis);
        search.Read(log, 0);
        search.End();
        return seconds;
    }

    /// <returns>False when a log could not be read to its end, which is told.</returns>
    /// <exception cref="IOException">One cannot be read at all.</exception>
    private static bool Read(IReadOnlyList<string> inputs, CostAnalysis analysis)
    {
        var files = new LogFiles();
        var logs = new List<LogSource>();
        try
        {
            foreach (var input in inputs) logs.AddRange(Open(files, input));
            var chain = new LogChain(logs);
            new LogReading(chain, new PlainSearch(chain, TimeRange.All, analysis)).Run();
            var cut = logs.FindAll(static l => l.Problem.Length > 0);
            foreach (var log in cut) StandardError.Tell($"auspex: {log.Path}: {log.Problem}");
            return cut.Count == 0;
        }
        finally
        {
            foreach (var log in logs) log.Dispose();
        }
    }

    /// <summary>A file, the logs of a folder, or the standard input, which are the caller's to dispose of.</summary>
    private static IReadOnlyList<LogSource> Open(LogFiles files, string input)
    {
        if (input == "-") return [files.OpenStandardInput()];
        var set = LogSet.Open(files, new LogSetOptions { Inputs = [input] });
        foreach (var left in set.LeftOutNotes) StandardError.Tell($"auspex: {left}");
        return set.Error.Length == 0 ? set.Logs : throw new IOException($"{set.ErrorPath}: {set.Reason}");
    }
}
