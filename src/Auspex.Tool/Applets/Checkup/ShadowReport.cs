using System.Globalization;
using System.Text;
using Auspex.Health.Shadows;
using Auspex.Linux.Files;
using Auspex.Linux.Netlink;
using Auspex.Outputs;
using Auspex.Tables;

namespace Auspex.Tool.Applets.Checkup;

/// <summary>Writes differences as they are found, and at the end what they come to.</summary>
/// <remarks>
/// <code>
/// kind=missing-in-log events=7 heard=21 logged=0 first=124 last=130 from=2026-11-21T06:41:18.903Z to=2026-11-21T06:41:19.001Z types=SYSCALL:7
/// {"kind":"missing-in-log","events":7,"heard":21,"logged":0,"first":124,"last":130,"from":"…","to":"…","types":{"SYSCALL":7}}
/// </code>
/// </remarks>
internal sealed class ShadowReport
{
    private const int MaxSpans = 100_000;

    private readonly Stream output;
    private readonly bool isJson;
    private readonly LineBuffer line = new();
    private readonly UtcTime time = new();
    private readonly JsonWriter json;
    private int spans;

    internal ShadowReport(Stream output, bool isJson)
    {
        this.output = output;
        this.isJson = isJson;
        json = new JsonWriter(line);
    }

    internal static string WordOf(ShadowKind kind) => kind switch
    {
        ShadowKind.Equal => "equal",
        ShadowKind.MissingInLog => "missing-in-log",
        ShadowKind.NotHeard => "not-heard",
        ShadowKind.PartlyInLog => "partly-in-log",
        ShadowKind.PartlyHeard => "partly-heard",
        ShadowKind.Different => "different",
        _ => "late",
    };

    /// <summary>Writes one run of differences; those beyond a limit are only counted.</summary>
    internal void Write(ShadowSpan span)
    {
        if (++spans > MaxSpans) return;
        if (isJson) AppendJson(span);
        else AppendText(span);
        Flush();
    }

    internal void Summarize(ShadowCounts counts, ReceiverCounters receiver, LogFollower follower)
    {
        var unheard = receiver.Dropped;
        if (isJson)
        {
            AppendSummary(counts, receiver, follower);
            Flush();
            return;
        }

        Append(string.Create(CultureInfo.InvariantCulture, $"{counts.Events} events compared ({counts.Heard} records heard, {counts.Logged} in the log): "));
        Append(string.Join(", ", Enum.GetValues<ShadowKind>().Where(k => k == ShadowKind.Equal || counts[k] > 0).Select(k => $"{counts[k]} {WordOf(k)}")));
        Flush();
        Say(unheard > 0, $"the kernel dropped {unheard} records for this listener: what was not heard may be among them");
        Say(counts.Hurried > 0, $"{counts.Hurried} events were judged early: too many waited for the other side");
        Say(counts.Malformed > 0, $"{counts.Malformed} lines of the log are no records");
        Say(follower.Breaks > 0, $"the log was cut or removed {follower.Breaks} times before it was read to its end");
        Say(spans > MaxSpans, $"{spans - MaxSpans} further differences are not listed");
    }

    private void AppendSummary(ShadowCounts counts, ReceiverCounters receiver, LogFollower follower)
    {
        json.Begin();
        json.Text("kind"u8, "summary"u8);
        foreach (var kind in Enum.GetValues<ShadowKind>()) json.Number(Encoding.ASCII.GetBytes(WordOf(kind)), counts[kind]);
        json.Number("heard"u8, counts.Heard);
        json.Number("logged"u8, counts.Logged);
        json.Number("malformed"u8, counts.Malformed);
        json.Number("hurried"u8, counts.Hurried);
        json.Number("dropped"u8, receiver.Dropped);
        json.Number("truncated"u8, receiver.Truncated);
        json.Number("rotations"u8, follower.Rotations);
        json.Number("breaks"u8, follower.Breaks);
        json.Number("unlisted"u8, Math.Max(spans - MaxSpans, 0));
        json.Close();
    }

    private void Say(bool isTrue, string text)
    {
        if (!isTrue) return;
        Append(text);
        Flush();
    }

    private void AppendText(ShadowSpan span)
    {
        Append($"kind={WordOf(span.Kind)} events={span.Events} heard={span.HeardRecords} logged={span.LoggedRecords} first={span.First} last={span.Last} from=");
        time.Append(line, span.FromMilliseconds);
        line.Append(" to="u8);
        time.Append(line, span.ToMilliseconds);
        Append($" types={string.Join(',', span.Types.Select(static t => $"{NameOf(t.Type)}:{t.Count}"))}");
    }

    private void AppendJson(ShadowSpan span)
    {
        json.Begin();
        json.Text("kind"u8, WordOf(span.Kind));
        json.Number("events"u8, span.Events);
        json.Number("heard"u8, span.HeardRecords);
        json.Number("logged"u8, span.LoggedRecords);
        json.Number("first"u8, (long)span.First);
        json.Number("last"u8, (long)span.Last);
        json.Time("from"u8, span.FromMilliseconds);
        json.Time("to"u8, span.ToMilliseconds);
        json.Object("types"u8);
        foreach (var (type, count) in span.Types) json.Number(Encoding.ASCII.GetBytes(NameOf(type)), count);
        json.Close();
        json.Close();
    }

    private static string NameOf(int type)
    {
        var name = RecordTypes.Name((RecordType)type);
        return name.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"UNKNOWN[{type}]") : Encoding.ASCII.GetString(name);
    }

    private void Append(string text) => line.Append(Encoding.UTF8.GetBytes(text));

    private void Flush()
    {
        line.Append((byte)'\n');
        output.Write(line.Written);
        output.Flush();
        line.Clear();
    }
}
