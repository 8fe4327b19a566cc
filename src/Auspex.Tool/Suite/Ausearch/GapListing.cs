using System.Globalization;
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

    /// <summary>A listing of what <paramref name="settings"/> select.</summary>
    internal GapListing(AusearchSettings settings, SuiteHost host)
    {
        this.settings = settings;
        this.host = host;
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
        line.Append((byte)'\n');
        host.Output.Write(line.Written);
    }

    private void PrintFile(string path)
    {
        line.Clear();
        var name = System.Text.Encoding.UTF8.GetBytes(path);
        line.Append(settings.Format == FormatKind.Json ? "{\"node\":null,\"reason\":\"file\",\"name\":"u8 : "reason=file name="u8);
        if (settings.Format == FormatKind.Json)
        {
            _ = JsonText.Append(line, name);
            line.Append((byte)'}');
        }
        else
        {
            line.Append(name);
        }

        line.Append((byte)'\n');
        host.Output.Write(line.Written);
    }

    private void AppendAscii(string text) => line.Append(System.Text.Encoding.ASCII.GetBytes(text));

    private void AppendText(in EventGap gap)
    {
        if (gap.Node is not null) line.Append(System.Text.Encoding.UTF8.GetBytes($"node={gap.Node} "));
        line.Append("reason="u8);
        AppendAscii(ReasonOf(gap.Reason));
        if (gap.Cause is not null) line.Append(System.Text.Encoding.UTF8.GetBytes($" cause={gap.Cause}"));
        if (gap.Last > 0) AppendAscii(string.Create(CultureInfo.InvariantCulture, $" from={gap.First} to={gap.Last}"));
        line.Append(" missing="u8);
        line.AppendNumber(gap.Count);
        line.Append(" after="u8);
        time.Append(line, gap.AfterMilliseconds);
        line.Append(" before="u8);
        time.Append(line, gap.BeforeMilliseconds);
    }

    private void AppendJson(in EventGap gap)
    {
        line.Append("{\"node\":"u8);
        if (gap.Node is null) line.Append("null"u8);
        else _ = JsonText.Append(line, System.Text.Encoding.UTF8.GetBytes(gap.Node));
        AppendAscii($",\"reason\":\"{ReasonOf(gap.Reason)}\"");
        if (gap.Cause is not null)
        {
            line.Append(",\"cause\":"u8);
            _ = JsonText.Append(line, System.Text.Encoding.UTF8.GetBytes(gap.Cause));
        }

        if (gap.Last > 0) AppendAscii(string.Create(CultureInfo.InvariantCulture, $",\"from\":{gap.First},\"to\":{gap.Last}"));
        line.Append(",\"missing\":"u8);
        line.AppendNumber(gap.Count);
        line.Append(",\"after\":\""u8);
        time.Append(line, gap.AfterMilliseconds);
        line.Append("\",\"before\":\""u8);
        time.Append(line, gap.BeforeMilliseconds);
        line.Append("\"}"u8);
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
