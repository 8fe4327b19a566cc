using System.Text;
using Auspex.Health;
using Auspex.Outputs;
using Auspex.Text;

namespace Auspex.Tool.Applets.Checkup;

/// <summary>Writes findings, for people or as one JSON object.</summary>
/// <remarks>
/// <code>
/// {"worst":"warning","findings":[{"check":"audit.lost","level":"warning","state":"…","why":"…","remedy":"…","command":"…"}]}
/// </code>
/// </remarks>
internal sealed class FindingReport
{
    private const int Column = 9;
    private const int Width = 110;

    private readonly ByteBuffer output;

    internal FindingReport(ByteBuffer output) => this.output = output;

    internal void AppendText(IReadOnlyList<Finding> findings, bool isQuiet)
    {
        foreach (var finding in findings.Where(f => !isQuiet || f.Level != HealthLevel.Ok))
        {
            AppendPart(WordOf(finding.Level), $"{finding.State} [{finding.Check}]");
            if (finding.Why.Length > 0) AppendPart("", finding.Why);
            if (finding.Remedy.Length > 0) AppendPart("", finding.Remedy);
            if (finding.Command.Length > 0) Append($"{new string(' ', Column + 2)}{finding.Command}\n"); // not broken, so that it can be copied
        }

        if (isQuiet && findings.All(static f => f.Level == HealthLevel.Ok)) return;
        Append($"{Count(HealthLevel.Ok)} ok, {Count(HealthLevel.Note)} notes, {Count(HealthLevel.Warning)} warnings, {Count(HealthLevel.Error)} errors\n");

        int Count(HealthLevel level) => findings.Count(f => f.Level == level);
    }

    internal void AppendJson(IReadOnlyList<Finding> findings, bool isQuiet)
    {
        var json = new JsonWriter(output);
        json.Begin();
        json.Text("worst"u8, WordOf(HealthChecks.Worst(findings)));
        json.List("findings"u8);
        foreach (var finding in findings.Where(f => !isQuiet || f.Level != HealthLevel.Ok))
        {
            json.Item();
            json.Text("check"u8, finding.Check);
            json.Text("level"u8, WordOf(finding.Level));
            json.Text("state"u8, finding.State);
            if (finding.Why.Length > 0) json.Text("why"u8, finding.Why);
            if (finding.Remedy.Length > 0) json.Text("remedy"u8, finding.Remedy);
            if (finding.Command.Length > 0) json.Text("command"u8, finding.Command);
            json.Close();
        }

        json.Close();
        json.EndLine();
    }

    private static string WordOf(HealthLevel level) => level switch
    {
        HealthLevel.Ok => "ok",
        HealthLevel.Note => "note",
        HealthLevel.Warning => "warning",
        _ => "error",
    };

    /// <summary>A sentence beside its word, broken at blanks.</summary>
    private void AppendPart(string word, string text)
    {
        var line = new StringBuilder(word.PadRight(Column));
        foreach (var part in text.Split(' '))
        {
            if (line.Length + part.Length > Width && line.Length > Column)
            {
                Append(line.ToString().TrimEnd() + "\n");
                line.Clear().Append(' ', Column);
            }

            line.Append(Printable(part)).Append(' ');
        }

        Append(line.ToString().TrimEnd() + "\n");
    }

    /// <summary>Names of files and programs may hold anything: what a terminal would obey is shown as a question mark.</summary>
    private static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c)) : text;

    private void Append(string text) => output.Append(Encoding.UTF8.GetBytes(text));
}
