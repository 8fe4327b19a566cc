using System.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of a configuration file for man(1), in roff.</summary>
internal static class ConfigManPage
{
    /// <summary>All of it.</summary>
    internal static string Of(ConfigPage page, string version)
    {
        var text = ManPage.Begin(page.Name, 5, page.Summary, version);
        text.Append(".SH SYNOPSIS\n.B ").Append(ManPage.Escape(page.Path)).Append("\n.SH DESCRIPTION\n");
        ManPage.AppendParagraphs(text, page.Description);
        text.Append(".SH KEYS\n");
        foreach (var group in page.Groups) AppendGroup(text, group);
        foreach (var section in page.Sections) AppendSection(text, section.Title, section.Text, section.Entries);
        AppendExample(text, page.Example);
        AppendSection(text, "FILES", "", page.Files);
        text.Append(".SH SEE ALSO\n").AppendJoin(",\n", page.SeeAlso.Select(ManPage.Escape)).Append('\n');
        return text.ToString();
    }

    /// <summary>All of a page about a language.</summary>
    internal static string Of(TopicPage page, string version)
    {
        var text = ManPage.Begin(page.Name, page.Section, page.Summary, version);
        text.Append(".SH DESCRIPTION\n");
        ManPage.AppendParagraphs(text, page.Description);
        foreach (var section in page.Sections) AppendSection(text, section.Title, section.Text, section.Entries);
        AppendExample(text, page.Example);
        text.Append(".SH SEE ALSO\n").AppendJoin(",\n", page.SeeAlso.Select(ManPage.Escape)).Append('\n');
        return text.ToString();
    }

    private static void AppendExample(StringBuilder text, string example)
    {
        text.Append(".SH EXAMPLES\n.PP\n.EX\n");
        foreach (var line in example.Split('\n')) text.Append(ManPage.Escape(line)).Append('\n');
        text.Append(".EE\n");
    }

    private static void AppendGroup(StringBuilder text, ConfigKeyGroup group)
    {
        if (group.Title.Length > 0) text.Append(".SS ").Append(ManPage.Escape(group.Title)).Append('\n');
        foreach (var key in group.Keys)
        {
            text.Append(".TP\n\\fB").Append(ManPage.Escape(key.Name)).Append("\\fR = ").Append(ManPage.Escape(key.Values)).Append('\n');
            AppendBody(text, key.Help);
            text.Append(".br\nDefault: ").Append(ManPage.Escape(key.Default)).Append(".\n");
            if (key.Reload is not null) text.Append(".br\nAfter SIGHUP: ").Append(ManPage.Escape(key.Reload)).Append(".\n");
        }
    }

    private static void AppendSection(StringBuilder text, string title, string paragraphs, IReadOnlyList<(string Head, string Text)> entries)
    {
        if (paragraphs.Length == 0 && entries.Count == 0) return;
        text.Append(".SH ").Append(title).Append('\n');
        if (paragraphs.Length > 0) ManPage.AppendParagraphs(text, paragraphs);
        foreach (var (head, body) in entries)
        {
            text.Append(".TP\n.B ").Append(ManPage.Escape(head)).Append('\n');
            AppendBody(text, body);
        }
    }

    /// <summary>Paragraphs within an entry keep its indent.</summary>
    private static void AppendBody(StringBuilder text, string paragraphs) =>
        text.AppendJoin(".IP\n", paragraphs.Split("\n\n").Select(static p => ManPage.Escape(p.Replace('\n', ' ')) + "\n"));
}
