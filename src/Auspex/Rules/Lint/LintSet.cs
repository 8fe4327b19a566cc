using Auspex.Rules.Commands;
using Auspex.Rules.Files;

namespace Auspex.Rules.Lint;

/// <summary>Files as the loader sees them: their steps in the order in which they are done, and the rules that are left.</summary>
internal sealed class LintSet
{
    /// <summary>The rules that are kept: a set of a hundred times the usual size.</summary>
    public const int MaxRules = 20_000;

    /// <summary>The commands that are read of all files together, so that a file of short ones does not fill the memory.</summary>
    public const int MaxLines = 50_000;

    private readonly Dictionary<RuleWire, LintedRule> known = [];
    private readonly Dictionary<string, LineIndex> lines = new(StringComparer.Ordinal);
    private readonly List<LintedRule> rules = [];
    private bool isFull;

    public LintSet(IReadOnlyList<LintFile> files, IRuleHost host, LintOptions options)
    {
        Files = files;
        Host = host;
        Options = options;
        foreach (var file in files) lines.TryAdd(file.Name, new LineIndex(file.Text));
        Steps = Read();
        foreach (var step in Ordered()) Take(step.Step);
    }

    public IReadOnlyList<LintFile> Files { get; }

    public IRuleHost Host { get; }

    public LintOptions Options { get; }

    /// <summary>All steps in the order of the files.</summary>
    public IReadOnlyList<LintStep> Steps { get; }

    /// <summary>The rules that are left, in the order in which the kernel looks at them.</summary>
    public IReadOnlyList<LintedRule> Rules => rules;

    /// <summary>What was found while the lines were done.</summary>
    public List<LintFinding> Findings { get; } = [];

    public void Report(LintCode code, SourcePlace place, string message, string advice = "") =>
        Findings.Add(new LintFinding(LintCodes.SeverityOf(code), code, place, message, advice));

    /// <summary>What is written at a place, for a person to read.</summary>
    public string Written(SourcePlace place) => lines.TryGetValue(place.File, out var index) ? index.At(place) : "";

    private List<LintStep> Read()
    {
        var steps = new List<LintStep>();
        var count = 0;
        foreach (var line in Files.SelectMany(f => new RuleFileReader(Host, f.Name, f.Text).ReadAll()))
        {
            steps.AddRange(line.Command.Steps.Select(s => new LintStep(s, line.Command.Steps.Count == 1)));
            if (++count < MaxLines) continue;
            var place = line.Command.Steps.Count > 0 ? line.Command.Steps[0].Place : new SourcePlace(Files[^1].Name, line.Number, 1, 0);
            Report(LintCode.TooManyRules, place, $"what follows the first {MaxLines} commands is not read");
            break;
        }

        return steps;
    }

    /// <summary>The steps as they are done: augenrules puts the last <c>-D</c> first and the last <c>-e</c> last.</summary>
    private IEnumerable<LintStep> Ordered()
    {
        if (!Options.IsMerged) return Steps;
        var moved = Steps.LastOrDefault(s => s.IsMovedDeletion);
        return Steps.Where(s => !s.IsMovedDeletion).Prepend(moved).OfType<LintStep>();
    }

    private void Take(CommandStep step)
    {
        switch (step.Kind)
        {
            case CommandKind.AddRule:
                Add(new LintedRule(step.Rule!));
                break;
            case CommandKind.DeleteRule:
                Delete(step.Rule!);
                break;
            case CommandKind.DeleteRules:
                DeleteAll(step);
                break;
        }
    }

    private void Add(LintedRule rule)
    {
        if (known.TryGetValue(rule.Wire, out var other))
        {
            Report(LintCode.Duplicate, rule.Place, $"the same rule stands in {other.Where}", "take one of them away");
            return;
        }

        if (rules.Count >= MaxRules)
        {
            if (!isFull) Report(LintCode.TooManyRules, rule.Place, $"rules beyond the first {MaxRules} are only read, not compared");
            isFull = true;
            return;
        }

        known[rule.Wire] = rule;
        if (rule.Rule.Verb == RuleVerb.Prepend) rules.Insert(0, rule);
        else rules.Add(rule);
    }

    private void Delete(Rule rule)
    {
        if (known.Remove(rule.ToWire(), out var found))
            rules.Remove(found);
        else if (!Options.IsPart)
            Report(LintCode.DeletesNothing, rule.Place, "deletes a rule that is not there", "give it exactly as it was added, or take the line away");
    }

    private void DeleteAll(CommandStep step)
    {
        var gone = rules.Where(r => step.Text.IsEmpty || r.Wire.HasKey(step.Text.Span)).ToHashSet();
        if (gone.Count == 0) return;
        Report(LintCode.DeletedAgain, step.Place, $"-D takes away {gone.Count} rules added before, the first in {gone.First().Where}", "-D stands first");
        foreach (var rule in gone) known.Remove(rule.Wire);
        rules.RemoveAll(gone.Contains);
    }
}
