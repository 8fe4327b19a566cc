using System.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Suite.Common;

/// <summary>The help of a tool of the suite.</summary>
internal static class SuiteHelp
{
    /// <summary>All of it, line ends included.</summary>
    internal static string Of(SuitePage page)
    {
        var text = new StringBuilder();
        text.Append("usage: ").Append(page.Name).Append(' ').Append(page.Synopsis).Append('\n').Append(page.Name).Append(": ").Append(page.Summary).Append("\n\n");
        if (page.Options.Count == 0) text.Append(page.Description).Append("\n\n");
        foreach (var option in page.Options) HelpText.AppendEntry(text, NamesOf(option), option.Help);
        text.Append("\nExit codes:\n");
        foreach (var (code, meaning) in page.ExitCodes) HelpText.AppendEntry(text, $"{code}", meaning);
        return text.ToString();
    }

    /// <summary>Both forms and the argument: <c>-ga, --gid-all GROUP</c>.</summary>
    internal static string NamesOf(SuiteOption option) =>
        string.Join(", ", ((string?[])[option.Short, option.Name.Length == 0 ? null : "--" + option.Name]).Where(f => f is not null))
        + (option.Value is null ? "" : " " + option.Value);
}
