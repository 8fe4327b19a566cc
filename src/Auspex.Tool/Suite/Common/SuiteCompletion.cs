using System.Text;
using Auspex.Tables;

namespace Auspex.Tool.Suite.Common;

/// <summary>Completion for bash of the suite's tools, from the same data as their help.</summary>
/// <remarks>
/// One function for all tools: it is given the tool, the word to complete and the word before it, as <c>complete -F</c> does. Words after
/// the last comma of a list are completed for record types and system calls. These are asked of the programs when they are needed.
/// </remarks>
internal static class SuiteCompletion
{
    /// <summary>What ends a function: looks up the words of a kind and replies.</summary>
    private const string Reply =
        """
            local before="" list=""
            [[ $current != "=" ]] || { current="" previous="="; }
            [[ $previous != "=" ]] || kind=files words=""
            if [[ -z $kind && ( -z $current || $current == -* ) ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$options $words" -- "$current")
                return
            fi
            case "$kind" in
                types) list="$_auspex_types" ;;
                calls) list="$(ausyscall --dump 2>/dev/null | sed -n 's/^[0-9]*\t//p')" ;;
                fields) list="$_auspex_fields" ;;
            esac
            if [[ -n $list && $current == *,* ]]; then
                before="${current%,*},"
                current="${current##*,}"
            fi
            COMPREPLY=()
            [[ -z $words$list ]] || mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words $list" -- "$current")
            case "${kind:-$operands}" in
                free | types) ;;
                fields) compopt -o nospace 2>/dev/null ;;
                calls) [[ ${#COMPREPLY[@]} -gt 0 || -n $kind ]] || mapfile -t COMPREPLY < <(compgen -W "$(ausyscall --dump 2>/dev/null | sed -n 's/^[0-9]*\t//p')" -- "$current") ;;
                users) mapfile -t COMPREPLY < <(compgen -u -- "$current") ;;
                groups) mapfile -t COMPREPLY < <(compgen -g -- "$current") ;;
                programs) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
                folders) mapfile -t COMPREPLY < <(compgen -d -- "$current"); compopt -o filenames 2>/dev/null ;;
                *)
                    [[ ${#COMPREPLY[@]} -eq 0 && -z ${kind:+$words} ]] || return
                    mapfile -t COMPREPLY < <(compgen -f -- "$current")
                    compopt -o filenames 2>/dev/null
                    ;;
            esac
        }

        """;

    /// <summary>The function <c>_auspex_tool</c>, and what registers it for all tools' names.</summary>
    internal static string ForBash(IReadOnlyList<SuiteTool> tools)
    {
        var text = new StringBuilder("_auspex_types=\"ALL ").AppendJoin(' ', RecordTypeNames()).Append("\"\n");
        text.Append("_auspex_fields=\"").AppendJoin(' ', RuleFields()).Append("\"\n_auspex_tool()\n{\n");
        text.Append("    local tool=\"${1##*/}\" current=\"$2\" previous=\"$3\" options=\"\" words=\"\" kind=\"\" operands=\"\"\n    case \"$tool\" in\n");
        foreach (var tool in tools) AppendTool(text, tool.Page());
        text.Append("    esac\n").Append(Reply);
        return text.Append("complete -F _auspex_tool ").AppendJoin(' ', tools.Select(static t => t.Name)).Append('\n').ToString();
    }

    private static void AppendTool(StringBuilder text, SuitePage page)
    {
        text.Append("        ").Append(page.Name).Append(")\n            options=\"").AppendJoin(' ', page.Options.SelectMany(Forms)).Append("\"\n");
        text.Append("            words=\"").AppendJoin(' ', page.OperandWords).Append("\" operands=").Append(Shell(page.Operands)).Append('\n');
        var valued = page.Options.Where(static o => o.Value is not null).ToList();
        if (valued.Count > 0)
        {
            text.Append("            case \"$previous\" in\n");
            foreach (var option in valued)
            {
                text.Append("                ").AppendJoin(" | ", Forms(option)).Append(") kind=").Append(Shell(KindOf(option)))
                    .Append(" words=\"").AppendJoin(' ', WordsOf(option)).Append("\" ;;\n");
            }

            text.Append("            esac\n");
        }

        text.Append("            ;;\n");
    }

    private static IEnumerable<string> Forms(SuiteOption option)
    {
        if (option.Short is { } brief) yield return brief;
        if (option.Name.Length > 0) yield return "--" + option.Name;
    }

    private static IEnumerable<string> WordsOf(SuiteOption option) =>
        option.Words.Count > 0 ? option.Words : option.Value!.Contains('|', StringComparison.Ordinal) ? option.Value.Split('|') : [];

    /// <summary>The value's name in the help tells its kind.</summary>
    private static WordKind KindOf(SuiteOption option) => option.Value switch
    {
        "USER" => WordKind.User,
        "NAME" => option.Name == "user" ? WordKind.User : WordKind.Free,
        "GROUP" => WordKind.Group,
        "TYPE[,TYPE]" => WordKind.RecordType,
        "SYSCALL" or "CALL" => WordKind.Call,
        "FIELD=VALUE" or "FIELD=FIELD" => WordKind.RuleField,
        "DIRECTORY" => WordKind.Folder,
        "SERIAL" or "PID" or "SECONDS" or "N" or "ID" or "[DATE] [TIME]" or "VALUE" or "KEY" or "EXPR" or "TTY" => WordKind.Free,
        _ => option.Words.Count > 0 || option.Value!.Contains('|', StringComparison.Ordinal) ? WordKind.Free : WordKind.File,
    };

    private static string Shell(WordKind kind) => kind switch
    {
        WordKind.Free => "free",
        WordKind.Folder => "folders",
        WordKind.User => "users",
        WordKind.Group => "groups",
        WordKind.RecordType => "types",
        WordKind.Call => "calls",
        WordKind.RuleField => "fields",
        WordKind.Program => "programs",
        _ => "files",
    };

    private static List<string> RecordTypeNames()
    {
        var names = new List<string>();
        foreach (var type in Enum.GetValues<RecordType>())
        {
            if (RecordTypes.Name(type) is { IsEmpty: false } name) names.Add(Encoding.ASCII.GetString(name));
        }

        return names;
    }

    private static List<string> RuleFields()
    {
        var table = RuleFieldNames.Table;
        var names = new List<string>();
        for (var i = 0; i < table.Count; i++) names.Add(Encoding.ASCII.GetString(table.Name(i)) + "=");
        return names;
    }
}
