using System.Globalization;
using System.Text;
using Auspex.Interpretation;
using Auspex.Outputs;
using Auspex.Reports.Cost;
using Auspex.Rules;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Writes what rules cost, for people or as one JSON object.</summary>
internal sealed class CostReport
{
    private const double FarOff = 10 * 365 * 86400.0;

    private readonly CostAnalysis analysis;
    private readonly IReadOnlyList<Saving> savings;
    private readonly double seconds;
    private readonly int rows;
    private readonly RuleListing listing;
    private readonly IUserNames users;
    private readonly ByteBuffer output;
    private readonly ByteBuffer rule = new();

    internal CostReport(
        CostAnalysis analysis, IReadOnlyList<Saving> savings, double seconds, int rows, RuleListing listing, IUserNames users, ByteBuffer output)
    {
        this.analysis = analysis;
        this.savings = savings;
        this.rows = rows;
        this.listing = listing;
        this.users = users;
        this.output = output;
        this.seconds = seconds;
    }

    internal void AppendText()
    {
        Line($"{analysis.Total.Events} events, {analysis.Total.Bytes} bytes in {seconds:0.###} s");
        if (seconds > FarOff) Line("the times of its records lie years apart: what is said of a second means little");
        Table("key", analysis.Keys, isUser: false);
        Table("program", analysis.Programs, isUser: false);
        Table("login user", analysis.Users, isUser: true);
        Table("record type", analysis.Types, isUser: false);
        if (analysis.Prediction is { } prediction) AppendPrediction(prediction);
        if (savings.Count > 0) Line("\nwhat would save most, each for itself:");
        foreach (var saving in savings)
        {
            Line($"  {Share(saving.Bytes)} of bytes, {saving.Events / seconds:0.###} events/s, {saving.Bytes / seconds:0} bytes/s");
            foreach (var change in saving.Change) Line($"      {change}");
            Line($"      no longer seen: {saving.NoLongerSeen}");
        }

        if (analysis.Uncelled > 0) Line($"{analysis.Uncelled} events were of too many kinds to look for savings in");
    }

    internal void AppendJson()
    {
        var json = new JsonWriter(output);
        json.Begin();
        json.Rate("seconds"u8, seconds);
        Append(json, "total"u8, analysis.Total);
        Append(json, "keys"u8, analysis.Keys);
        Append(json, "programs"u8, analysis.Programs);
        Append(json, "users"u8, analysis.Users);
        Append(json, "types"u8, analysis.Types);
        if (analysis.Uncelled > 0) json.Number("kinds_left_out"u8, analysis.Uncelled);
        if (analysis.Prediction is { } prediction) Append(json, prediction);
        json.List("savings"u8);
        foreach (var saving in savings)
        {
            json.Item();
            json.List("change"u8);
            foreach (var change in saving.Change) _ = json.Value(Encoding.UTF8.GetBytes(change));
            json.Close();
            json.Number("events"u8, saving.Events);
            json.Number("bytes"u8, saving.Bytes);
            json.Text("no_longer_seen"u8, saving.NoLongerSeen);
            json.Close();
        }

        json.Close();
        json.EndLine();
    }

    private void AppendPrediction(Prediction prediction)
    {
        Line("\nwith the given rules:");
        Row(prediction.Kept, "recorded");
        Row(prediction.Gone, "no longer recorded");
        Row(prediction.Uncertain, "uncertain: a rule asks for what the log does not tell");
        Line("by rule, of what was recorded so far (calls that no rule asked for are in no log):");
        for (var i = 0; i < prediction.Rules.Count; i++)
        {
            if (prediction.Rules[i].Wire is not { List: RuleList.Exit or RuleList.IoUring, Action: RuleAction.Always }) continue;
            Row(prediction.OfRule(i), $"{PlanText.Of(prediction.Rules[i].Place)}  {Listed(prediction.Rules[i].Wire)}");
        }
    }

    private void Append(JsonWriter json, Prediction prediction)
    {
        json.Object("prediction"u8);
        Append(json, "recorded"u8, prediction.Kept);
        Append(json, "gone"u8, prediction.Gone);
        Append(json, "uncertain"u8, prediction.Uncertain);
        json.List("rules"u8);
        for (var i = 0; i < prediction.Rules.Count; i++)
        {
            var place = prediction.Rules[i].Place;
            json.Item();
            json.Text("rule"u8, Listed(prediction.Rules[i].Wire));
            json.Text("file"u8, place.File);
            json.Number("line"u8, place.Line);
            Append(json, prediction.OfRule(i));
            json.Close();
        }

        json.Close();
        json.Close();
    }

    private void Table(string title, CostTable table, bool isUser)
    {
        Line($"\n{"events",10} {"events/s",12} {"bytes/s",12} {"bytes",7}  by {title}");
        var all = table.ByBytes();
        foreach (var (text, sum) in all.Take(rows)) Row(sum, isUser ? UserOf(text) : Encoding.UTF8.GetString(text));
        if (all.Count > rows) Line($"{"",45} and {all.Count - rows} more");
        if (table.Others.Events > 0) Row(table.Others, "others, too many to tell apart");
    }

    private static void Append(JsonWriter json, ReadOnlySpan<byte> name, CostSum sum)
    {
        json.Object(name);
        Append(json, sum);
        json.Close();
    }

    private static void Append(JsonWriter json, CostSum sum)
    {
        json.Number("events"u8, sum.Events);
        json.Number("bytes"u8, sum.Bytes);
    }

    private void Append(JsonWriter json, ReadOnlySpan<byte> name, CostTable table)
    {
        json.List(name);
        foreach (var (text, sum) in table.ByBytes().Take(rows))
        {
            json.Item();
            json.Text("name"u8, text);
            Append(json, sum);
            json.Rate("events_per_second"u8, sum.Events / seconds);
            json.Rate("bytes_per_second"u8, sum.Bytes / seconds);
            json.Close();
        }

        if (table.Others.Events > 0)
        {
            json.Item();
            json.Text("name"u8, "others, too many to tell apart"u8);
            json.Truth("others"u8, true);
            Append(json, table.Others);
            json.Close();
        }

        json.Close();
    }

    private void Row(CostSum sum, string what) =>
        Line($"{sum.Events,10} {sum.Events / seconds,12:0.###} {sum.Bytes / seconds,12:0} {Share(sum.Bytes),7}  {what}");

    private string Share(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * bytes / Math.Max(1, analysis.Total.Bytes):0.0}%");

    private string UserOf(ReadOnlySpan<byte> text) => DecimalText.TryParse(text, out uint uid) && users.TryGetUser(uid, out var name)
        ? $"{uid} ({Encoding.UTF8.GetString(name)})" : Encoding.UTF8.GetString(text);

    private string Listed(RuleWire wire)
    {
        rule.Clear();
        listing.Append(wire, rule);
        return Encoding.UTF8.GetString(rule.Written);
    }

    /// <summary>Names, keys and paths come from a log: nothing in them may move the cursor. A line may begin with an empty one.</summary>
    private void Line(string text)
    {
        if (text.StartsWith('\n')) output.Append((byte)'\n');
        output.Append(Encoding.UTF8.GetBytes(MessageText.Of(text.TrimStart('\n'))));
        output.Append((byte)'\n');
    }
}
