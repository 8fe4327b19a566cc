using System.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Suite.Common;

/// <summary>The page of a tool of the suite for man(1), in roff, from the same data as its help.</summary>
internal static class SuiteManPage
{
    /// <summary>All of it.</summary>
    internal static string Of(SuitePage page, string version)
    {
        var text = ManPage.Begin(page.Name, 8, page.Summary, version);
        text.Append(".SH SYNOPSIS\n.B ").Append(ManPage.Escape(page.Name)).Append('\n').Append(ManPage.Escape(page.Synopsis)).Append("\n.SH DESCRIPTION\n");
        ManPage.AppendParagraphs(text, page.Description);
        text.Append(".SH OPTIONS\n");
        foreach (var option in page.Options) AppendEntry(text, SuiteHelp.NamesOf(option), option.Help);
        AppendSection(text, "EXAMPLES", page.Examples);
        AppendSection(text, "FILES", page.Files);
        text.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in page.ExitCodes) AppendEntry(text, $"{code}", meaning);
        if (page.SeeAlso.Count > 0) text.Append(".SH SEE ALSO\n").AppendJoin(",\n", page.SeeAlso.Select(ManPage.Escape)).Append('\n');
        return text.ToString();
    }

    private static void AppendSection(StringBuilder text, string title, IReadOnlyList<(string Head, string Text)> entries)
    {
        if (entries.Count > 0) text.Append(".SH ").Append(title).Append('\n');
        foreach (var (head, body) in entries) AppendEntry(text, head, body);
    }

    private static void AppendEntry(StringBuilder text, string head, string body) =>
        text.Append(".TP\n.B ").Append(ManPage.Escape(head)).Append('\n').Append(ManPage.Escape(body)).Append('\n');
}
