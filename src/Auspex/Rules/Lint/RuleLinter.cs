using Auspex.Rules.Lint.Checks;

namespace Auspex.Rules.Lint;

/// <summary>Looks at a set of rule files and tells everything that is wrong with it, or costs more than it needs to.</summary>
/// <remarks>Never throws on what stands in the files. What it says of a line is certain: guesses are left out. Codes: docs/rules-lint.md.</remarks>
internal sealed class RuleLinter
{
    private readonly IRuleHost host;
    private readonly IFileFacts? facts;
    private readonly LintOptions options;

    /// <summary>A linter for one machine.</summary>
    /// <param name="host">The machine that the rules are for.</param>
    /// <param name="facts">Its files; null says nothing of paths.</param>
    /// <param name="options">How the files belong together.</param>
    public RuleLinter(IRuleHost host, IFileFacts? facts, LintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.host = options.IsOffline ? new OfflineHost(host) : host;
        this.facts = facts;
        this.options = options;
    }

    /// <summary>The findings, in the order of the files and lines.</summary>
    /// <param name="files">The files in the order in which they are loaded.</param>
    public IReadOnlyList<LintFinding> Check(IReadOnlyList<LintFile> files)
    {
        var set = new LintSet(files, host, options);
        LineCheck.Run(set);
        FileCheck.Run(set);
        ControlCheck.Run(set);
        AccountCheck.Run(set);
        MatchCheck.Run(set);
        QuoteCheck.Run(set);
        KillCheck.Run(set);
        CoverCheck.Run(set);
        TwinCheck.Run(set);
        CostCheck.Run(set);
        if (facts is not null) PathCheck.Run(set, facts);
        if (facts is not null) PrivilegedCheck.Run(set, facts);

        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files) order.TryAdd(file.Name, order.Count);
        return [.. set.Findings.OrderBy(f => order[f.Place.File]).ThenBy(f => f.Place.Line).ThenBy(f => f.Place.Column).ThenBy(f => f.Code)];
    }
}
