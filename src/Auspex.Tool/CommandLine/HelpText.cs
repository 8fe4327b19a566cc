using System.Text;
using Auspex.Tool.Suite;

namespace Auspex.Tool.CommandLine;

/// <summary>Help of the program and of a command.</summary>
internal static class HelpText
{
    private const int HelpColumn = 24;
    private const int Width = 100;

    /// <summary>How the tools of the suite are called.</summary>
    internal const string ToolsAre = "The tools of the audit suite answer to their own names, and as auspex NAME:";

    internal static string Of(IReadOnlyList<Command> commands, IReadOnlyList<SuiteTool> tools)
    {
        var text = new StringBuilder();
        text.Append("auspex: who did what on this machine, from the Linux audit system\n\nUsage: auspex COMMAND [OPTION…]\n\nCommands:\n");
        foreach (var command in commands) AppendEntry(text, command.Name, command.Summary);
        text.Append('\n').Append(ToolsAre).Append('\n');
        foreach (var tool in tools) AppendEntry(text, tool.Name, tool.Summary);
        text.Append("\nauspex COMMAND --help tells more of a command or tool; auspex --version tells the version.\n");
        return text.ToString();
    }

    internal static string Of(Command command)
    {
        var text = new StringBuilder();
        text.Append("auspex ").Append(command.Name).Append(": ").Append(command.Summary).Append("\n\n");
        text.Append("Usage: ").Append(Usage(command)).Append("\n\n").Append(command.Description);
        if (command.Subcommands.Count > 0) text.Append("\n\nCommands:\n");
        foreach (var part in command.Subcommands) AppendEntry(text, part.Name.Split(' ')[^1], part.Summary);
        text.Append(command.Subcommands.Count > 0 ? "\nOptions:\n" : "\n\nOptions:\n");
        foreach (var flag in command.WithSubcommands.SelectMany(c => c.Flags).DistinctBy(f => f.Name, StringComparer.Ordinal))
            AppendEntry(text, Names(flag), flag.Help);
        AppendEntry(text, "    --help", "Print this help.");
        if (command.Examples.Count > 0) text.Append("\nExamples:\n");
        foreach (var (line, purpose) in command.Examples) text.Append("  ").Append(line).Append("\n      ").Append(purpose).Append('\n');
        text.Append("\nExit codes:\n");
        foreach (var (code, meaning) in command.ExitCodes) text.Append("  ").Append(code).Append("  ").Append(meaning).Append('\n');
        return text.ToString();
    }

    internal static string Usage(Command command) =>
        $"auspex {command.Name} [OPTION…]{(command.Operands.Length > 0 ? " " + command.Operands : "")}";

    internal static string Names(Flag flag) =>
        (flag.Short == '\0' ? "    " : $"-{flag.Short}, ") + "--" + flag.Name + (flag.Value is null ? "" : " " + flag.Value);

    internal static void AppendEntry(StringBuilder text, string names, string help)
    {
        text.Append("  ").Append(names);
        var column = names.Length + 2;
        if (column > HelpColumn - 2)
        {
            text.Append('\n');
            column = 0;
        }

        foreach (var word in help.Split(' '))
        {
            if (column < HelpColumn || column + 1 + word.Length > Width)
            {
                if (column >= HelpColumn)
                {
                    text.Append('\n');
                    column = 0;
                }

                text.Append(' ', HelpColumn - column);
                column = HelpColumn;
            }
            else
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
