using System.Text;
using Auspex.Tool.Suite;

namespace Auspex.Tool.CommandLine;

/// <summary>Completion for bash, from the same data as the help.</summary>
internal static class Completion
{
    internal static string ForBash(IReadOnlyList<Command> commands, IReadOnlyList<SuiteTool> tools)
    {
        var text = new StringBuilder("# bash completion for auspex; made by auspex --completion bash\n_auspex()\n{\n");
        text.Append("    local current=\"${COMP_WORDS[COMP_CWORD]}\" options=\"\"\n");
        text.Append("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        options=\"");
        text.AppendJoin(' ', commands.Select(c => c.Name).Concat(tools.Select(t => t.Name))).Append(" --help --version\"\n    else\n        case \"${COMP_WORDS[1]}\" in\n");
        foreach (var command in commands)
            text.Append("            ").Append(command.Name).Append(") options=\"").AppendJoin(' ', Words(command)).Append(" --help\" ;;\n");
        text.Append("            ").AppendJoin(" | ", tools.Select(t => t.Name)).Append(") _auspex_tool \"${COMP_WORDS[1]}\" \"$current\" \"${COMP_WORDS[COMP_CWORD-1]}\"; return ;;\n");
        text.Append("        esac\n    fi\n    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n");
        text.Append("    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n}\ncomplete -F _auspex auspex\n");
        return text.ToString();
    }

    private static IEnumerable<string> Words(Command command) =>
        command.Subcommands.Select(c => c.Name.Split(' ')[^1]).Concat(command.WithSubcommands.SelectMany(c => c.Flags).Select(f => "--" + f.Name)).Distinct(StringComparer.Ordinal);
}
