using System.Text;
using Auspex.Tool.Suite;

namespace Auspex.Tool.CommandLine;

/// <summary>A command's page for man(1), in roff, from the same data as its help.</summary>
internal static class ManPage
{
    internal static string Of(Command command, string version)
    {
        var name = "auspex-" + command.Name;
        var text = Begin(name, 8, command.Summary, version);
        text.Append(".SH SYNOPSIS\n.B auspex ").Append(Escape(command.Name)).Append("\n[OPTION\\&...] ").Append(Escape(command.Operands)).Append('\n');
        text.Append(".SH DESCRIPTION\n");
        AppendParagraphs(text, command.Description);
        foreach (var part in command.Subcommands) AppendSubcommand(text, part);
        text.Append(".SH OPTIONS\n");
        foreach (var part in command.WithSubcommands.Where(c => c.Flags.Count > 0))
        {
            if (part != command) text.Append(".PP\nOf ").Append(Escape(part.Name)).Append(":\n");
            foreach (var flag in part.Flags) AppendFlag(text, flag);
        }

        var examples = command.WithSubcommands.SelectMany(c => c.Examples).ToList();
        if (examples.Count > 0) text.Append(".SH EXAMPLES\n");
        foreach (var (line, purpose) in examples)
            text.Append(".TP\n.B ").Append(Escape(line)).Append('\n').Append(Escape(purpose)).Append('\n');
        text.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in command.ExitCodes) text.Append(".TP\n.B ").Append(code).Append('\n').Append(Escape(meaning)).Append('\n');
        text.Append(".SH SEE ALSO\n.BR auspex (8),\n.BR auditctl (8),\n.BR acct (2)\n");
        return text.ToString();
    }

    internal static string Of(IReadOnlyList<Command> commands, IReadOnlyList<SuiteTool> tools, string version)
    {
        var text = Begin("auspex", 8, "who did what on this machine, from the Linux audit system", version);
        text.Append(".SH SYNOPSIS\n.B auspex\n.I COMMAND\n[OPTION\\&...]\n.SH COMMANDS\n");
        foreach (var command in commands)
            text.Append(".TP\n.BR auspex\\-").Append(Escape(command.Name)).Append(" (8)\n").Append(Escape(command.Summary)).Append('\n');
        text.Append(".SH TOOLS\n.PP\n").Append(Escape(HelpText.ToolsAre)).Append('\n');
        foreach (var tool in tools) text.Append(".TP\n.BR ").Append(Escape(tool.Name)).Append(" (8)\n").Append(Escape(tool.Summary)).Append('\n');
        text.Append(".SH SEE ALSO\n.BR audit.rules (7),\n.BR auditd.conf (5),\n.BR auspex.conf (5)\n");
        return text.ToString();
    }

    /// <summary>The head of a page of section 5, 7 or 8, and what it is about.</summary>
    internal static StringBuilder Begin(string name, int section, string summary, string version) => new StringBuilder()
        .Append(".TH ").Append(Escape(name).ToUpperInvariant()).Append(' ').Append(section).Append(" \"\" \"auspex ").Append(version)
        .Append("\" \"").Append(section switch { 5 => "File Formats", 7 => "Miscellaneous", _ => "System Administration" }).Append("\"\n")
        .Append(".SH NAME\n").Append(Escape(name)).Append(" \\- ").Append(Escape(summary)).Append('\n');

    private static void AppendSubcommand(StringBuilder text, Command command)
    {
        text.Append(".TP\n.B auspex ").Append(Escape($"{command.Name} {command.Operands}".TrimEnd())).Append('\n');
        text.Append(Escape(command.Description.Replace("\n\n", " ", StringComparison.Ordinal).Replace('\n', ' '))).Append('\n');
    }

    private static void AppendFlag(StringBuilder text, Flag flag)
    {
        text.Append(".TP\n.B ");
        if (flag.Short != '\0') text.Append("\\-").Append(flag.Short).Append(", ");
        text.Append("\\-\\-").Append(Escape(flag.Name));
        if (flag.Value is not null) text.Append(" \\fI").Append(Escape(flag.Value)).Append("\\fR");
        text.Append('\n').Append(Escape(flag.Help)).Append('\n');
    }

    internal static void AppendParagraphs(StringBuilder text, string paragraphs)
    {
        foreach (var paragraph in paragraphs.Split("\n\n"))
            text.Append(".PP\n").Append(Escape(paragraph.Replace('\n', ' '))).Append('\n');
    }

    /// <summary>A backslash, a dash and a dot or quote at the start of a line mean something to roff.</summary>
    internal static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("…", "\\&...", StringComparison.Ordinal).Replace("—", "\\(em", StringComparison.Ordinal);
        return escaped.Length > 0 && (escaped[0] is '.' or '\'') ? "\\&" + escaped : escaped;
    }
}
