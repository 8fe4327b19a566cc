using System.Globalization;
using System.Text;
using Auspex.Archive;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Search.Gaps;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary><c>ausearch --gaps</c>: lists what is missing from the logs.</summary>
/// <remarks>
/// <code>
/// [node=NAME ]reason=serials from=124 to=130 missing=7 after=2023-11-14T22:13:20.123Z before=2023-11-14T22:13:21.100Z
/// [node=NAME ]reason=lost missing=7 after=… before=…       records that the kernel counted as lost
/// [node=NAME ]reason=recorded cause=restart from=… to=… missing=7 after=… before=…       Auspex's daemon says so itself
/// reason=file name=/var/log/audit/audit.log.2       a rotated file is missing between others, or cannot be read
/// </code>
/// </remarks>
internal sealed class GapListing : IEventVisitor
{
    /// <summary>The exit code when something is missing.</summary>
    internal const int Missing = 2;

    private const string Name = "ausearch";

    private readonly AusearchSettings settings;
    private readonly SuiteHost host;
    private readonly GapFinder finder = new();
    private readonly LineBuffer line = new();
    private readonly UtcTime time = new();
    private readonly JsonWriter json;

    /// <summary>A listing of what <paramref name="settings"/> select.</summary>
    internal GapListing(AusearchSettings settings, SuiteHost host)
    {
        this.settings = settings;
        this.host = host;
        json = new JsonWriter(line);
    }

    /// <summary>Reads all logs and lists.</summary>
    internal int Run(LogSet logs)
    {
        using var signals = host.CatchSignals();
        var progress = new ProgressLine(host, Name, () => 0);
        var watch = new LogWatch(host, signals, progress, settings.IsDebug ? Name : null);
        var counts = SearchEngines.Run(new SearchRun
        {
            Logs = logs.Logs,
            Range = settings.Range,
            TimeoutSeconds = settings.TimeoutSeconds ?? logs.TimeoutSeconds,
            Watch = watch,
            MakeVisitor = () => this,
        });
        finder.End();
        progress.Hide();
        foreach (var file in logs.LeftOut) PrintFile(file);
        foreach (var gap in finder.Found) Print(gap);
        Summarize(logs);
        host.Output.Flush();
        host.Say(SearchCountsText.Of(counts, Name));
        if (signals.HasCome)
        {
            host.Say($"{Name}: interrupted: the logs were not read to their end\n");
            return signals.ExitCode;
        }

        var isCut = LogProblems.Tell(logs.Logs, Name, host);
        if (finder.Found.Count + logs.LeftOut.Count > 0) return Missing;
        return isCut ? LogProblems.ExitCode : 0;
    }

    /// <inheritdoc/>
    public bool Visit(LogEvent e) => !IsWanted(e) || finder.Visit(e);

    private bool IsWanted(LogEvent e)
    {
        var nodes = settings.Criteria.Nodes;
        if (nodes.Count == 0) return true;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (e.HasNode && nodes[i].Span.SequenceEqual(e.Node)) return true;
        }

        return false;
    }

    private void Print(in EventGap gap)
    {
        line.Clear();
        if (settings.Format == FormatKind.Json) AppendJson(gap);
        else AppendText(gap);
        host.Output.Write(line.Written);
    }

    private void PrintFile(string path)
    {
        var name = Encoding.UTF8.GetBytes(path);
        line.Clear();
        if (settings.Format == FormatKind.Json)
        {
            json.Begin();
            json.Null("node"u8);
            json.Text("reason"u8, "file"u8);
            json.Text("name"u8, name);
            json.EndLine();
        }
        else
        {
            line.Append("reason=file name="u8);
            line.Append(name);
            line.Append((byte)'\n');
        }

        host.Output.Write(line.Written);
    }

    private void AppendAscii(string text) => line.Append(Encoding.ASCII.GetBytes(text));

    private void AppendText(in EventGap gap)
    {
        if (gap.Node is not null) line.Append(Encoding.UTF8.GetBytes($"node={gap.Node} "));
        line.Append("reason="u8);
        AppendAscii(ReasonOf(gap.Reason));
        if (gap.Cause is not null) line.Append(Encoding.UTF8.GetBytes($" cause={gap.Cause}"));
        if (gap.Last > 0) AppendAscii(string.Create(CultureInfo.InvariantCulture, $" from={gap.First} to={gap.Last}"));
        line.Append(" missing="u8);
        line.AppendNumber(gap.Count);
        line.Append(" after="u8);
        time.Append(line, gap.AfterMilliseconds);
        line.Append(" before="u8);
        time.Append(line, gap.BeforeMilliseconds);
        line.Append((byte)'\n');
    }

    private void AppendJson(in EventGap gap)
    {
        json.Begin();
        if (gap.Node is null) json.Null("node"u8);
        else json.Text("node"u8, gap.Node);
        json.Text("reason"u8, ReasonOf(gap.Reason));
        if (gap.Cause is not null) json.Text("cause"u8, gap.Cause);
        if (gap.Last > 0)
        {
            json.Number("from"u8, (long)gap.First);
            json.Number("to"u8, (long)gap.Last);
        }

        json.Number("missing"u8, gap.Count);
        json.Time("after"u8, gap.AfterMilliseconds);
        json.Time("before"u8, gap.BeforeMilliseconds);
        json.EndLine();
    }

    private static string ReasonOf(GapReason reason) => reason switch
    {
        GapReason.Serials => "serials",
        GapReason.DaemonStart => "daemon-start",
        GapReason.Recorded => "recorded",
        _ => "lost",
    };

    private void Summarize(LogSet logs)
    {
        if (finder.Found.Count + logs.LeftOut.Count == 0) host.Say(FormattableString.Invariant($"{Name}: no gaps in {finder.Events} events\n"));
        if (finder.Unlisted > 0) host.Say(FormattableString.Invariant($"{Name}: {finder.Unlisted} further gaps are not listed\n"));
        if (finder.Unwatched > 0) host.Say(FormattableString.Invariant($"{Name}: {finder.Unwatched} events of too many nodes were not looked at\n"));
    }
}
