using System.Text;
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
        AppendText("{\"file\":"u8, finding.Place.File, output);
        output.Append(",\"line\":"u8);
        output.AppendDecimal((long)finding.Place.Line);
        output.Append(",\"column\":"u8);
        output.AppendDecimal((long)finding.Place.Column);
        AppendText(",\"severity\":"u8, Severity(finding.Severity), output);
        AppendText(",\"code\":"u8, LintCodes.Text(finding.Code), output);
        AppendText(",\"name\":"u8, finding.Code.ToString(), output);
        AppendText(",\"message\":"u8, finding.Message.TrimEnd('\n'), output);
        AppendText(",\"advice\":"u8, finding.Advice, output);
        output.Append("}\n"u8);
    }

    private static string Severity(RuleSeverity severity) =>
        severity switch { RuleSeverity.Error => "error", RuleSeverity.Warning => "warning", _ => "note" };

    private static void AppendText(ReadOnlySpan<byte> name, string text, ByteBuffer output)
    {
        output.Append(name);
        JsonText.Append(output, Encoding.UTF8.GetBytes(text));
    }
}
