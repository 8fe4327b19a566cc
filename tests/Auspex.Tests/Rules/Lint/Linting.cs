using System.Text;
using Auspex.Rules.Lint;
using Auspex.Tables;

namespace Auspex.Tests.Rules.Lint;

/// <summary>Short ways to findings.</summary>
internal static class Linting
{
    /// <summary>The findings of one file, as <c>line:column CODE</c>.</summary>
    public static string[] Of(string text, bool isPart = true, Machine machine = Machine.X8664) =>
        [.. Findings(text, isPart, machine).Select(f => $"{f.Place.Line}:{f.Place.Column} {LintCodes.Text(f.Code)}")];

    public static IReadOnlyList<LintFinding> Findings(string text, bool isPart = true, Machine machine = Machine.X8664) =>
        Linter(new LintOptions { IsPart = isPart }, machine).Check([File("a.rules", text)]);

    /// <summary>The findings of files that augenrules merges, as <c>file:line CODE</c>.</summary>
    public static string[] Merged(params (string Name, string Text)[] files) =>
        [.. Linter(new LintOptions { IsMerged = true }).Check([.. files.Select(f => File(f.Name, f.Text))])
            .Select(f => $"{f.Place.File}:{f.Place.Line} {LintCodes.Text(f.Code)}")];

    public static LintFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static RuleLinter Linter(LintOptions options, Machine machine = Machine.X8664) =>
        new(new FixedRuleHost { Machine = machine }, new FixedFiles(), options);
}
