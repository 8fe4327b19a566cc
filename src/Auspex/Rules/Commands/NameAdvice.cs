using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Rules.Commands;

/// <summary><c>did you mean X?</c> for the words of rules.</summary>
internal static class NameAdvice
{
    private static readonly string[] Arches = ["b64", "b32"];

    /// <summary>The advice, or empty when no name of the table is near.</summary>
    public static string Of(ReadOnlySpan<byte> word, NameTable names)
    {
        var search = new NearestName(word);
        for (var i = 0; i < names.Count; i++) search.Try(names.Name(i));
        return search.Advice;
    }

    /// <summary>The same among the system calls of <paramref name="machine"/>.</summary>
    public static string Of(ReadOnlySpan<byte> word, Machine machine)
    {
        var search = new NearestName(word);
        for (var i = 0; i < Syscalls.Limit(machine); i++)
        {
            if (Syscalls.TryGetName(machine, i, out var name)) search.Try(name);
        }

        return search.Advice;
    }

    /// <summary>The same for <c>LIST,ACTION</c>, either word first; empty when one of them is far from every word there is.</summary>
    public static string OfListAndAction(RuleWord word)
    {
        var parts = word.ToString().Split(',');
        if (parts.Length != 2) return "";
        string[] actions = ["always", "never"];
        var lists = Enumerable.Range(0, RuleLists.Table.Count).Select(i => System.Text.Encoding.ASCII.GetString(RuleLists.Table.Name(i))).ToArray();
        foreach (var (first, second) in (ReadOnlySpan<(string[], string[])>)[(actions, lists), (lists, actions)])
        {
            if (Near(parts[0], first) is { } a && Near(parts[1], second) is { } b && (a != parts[0] || b != parts[1]))
                return $"did you mean {a},{b}?";
        }

        return "";
    }

    /// <summary>The same for the value of <c>arch=</c>.</summary>
    public static string OfArch(RuleWord word)
    {
        var machines = Enum.GetValues<Machine>().Select(m => System.Text.Encoding.ASCII.GetString(Machines.Name(m))).Where(n => n.Length > 0);
        return NearestName.AdviceFor(word.ToString(), Arches.Concat(machines));
    }

    private static string? Near(string word, string[] names) => Array.IndexOf(names, word) >= 0 ? word : NearestName.Find(word, names);
}
