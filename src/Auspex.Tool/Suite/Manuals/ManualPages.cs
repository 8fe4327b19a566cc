using Auspex.Tool.CommandLine;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Manuals;

/// <summary>All pages of the manual: of the commands, of the suite's tools, of configuration files, and about languages.</summary>
internal static class ManualPages
{
    /// <summary>Pages about languages.</summary>
    internal static readonly IReadOnlyList<TopicPage> Topics = [AuditRulesPage.Page, AusearchExpressionPage.Page, AudispFilterConfPage.Page];

    /// <summary>The files to install, in the order of the list: <c>auditctl.8</c>.</summary>
    internal static IEnumerable<string> FileNames(IReadOnlyList<Command> commands) =>
    [
        "auspex.8", .. commands.Select(static c => $"auspex-{c.Name}.8"), .. SuiteTools.All.Select(static t => t.Name + ".8"),
        .. ConfigPages.All.Select(static p => p.Name + ".5"), .. Topics.Select(static t => $"{t.Name}.{t.Section}"),
    ];

    /// <summary>The page of this name, with its section or without, in roff; null when there is none.</summary>
    internal static string? Find(IReadOnlyList<Command> commands, string name, string version)
    {
        var plain = name is [.. var front, '.', '5' or '7' or '8'] ? front : name;
        if (plain == "auspex") return ManPage.Of(commands, SuiteTools.All, version);
        if (SuiteTools.Find(plain) is { } tool) return SuiteManPage.Of(tool.Page(), version);
        if (ConfigPages.Find(plain) is { } file) return ConfigManPage.Of(file, version);
        if (Topics.FirstOrDefault(t => t.Name == plain) is { } topic) return ConfigManPage.Of(topic, version);
        var word = plain.StartsWith("auspex-", StringComparison.Ordinal) ? plain["auspex-".Length..] : plain;
        return commands.FirstOrDefault(c => c.Name == word) is { } command ? ManPage.Of(command, version) : null;
    }
}
