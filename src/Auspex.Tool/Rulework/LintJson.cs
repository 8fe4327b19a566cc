using Auspex.Outputs;
using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Text;

namespace Auspex.Tool.Rulework;

/// <summary>A finding as a JSON object in a line: file, line, column, severity, code, name, message, advice.</summary>
internal static class LintJson
{
    internal static void AppendLine(LintFinding finding, ByteBuffer output)
    {
        var json = new JsonWriter(output);
        json.Begin();
        json.Text("file"u8, finding.Place.File);
        json.Number("line"u8, finding.Place.Line);
        json.Number("column"u8, finding.Place.Column);
        json.Text("severity"u8, Severity(finding.Severity));
        json.Text("code"u8, LintCodes.Text(finding.Code));
        json.Text("name"u8, finding.Code.ToString());
        json.Text("message"u8, finding.Message.TrimEnd('\n'));
        json.Text("advice"u8, finding.Advice);
        json.EndLine();
    }

    private static ReadOnlySpan<byte> Severity(RuleSeverity severity) =>
        severity switch { RuleSeverity.Error => "error"u8, RuleSeverity.Warning => "warning"u8, _ => "note"u8 };
}
