using Auspex.Rules.Commands;
using Auspex.Rules.Files;

namespace Auspex.Rules.Plan;

/// <summary>Reads rule files for the state that they lead to, instead of for the steps that lead there.</summary>
/// <remarks>
/// The files are played against an empty kernel: <c>-A</c> goes to the front of its list, <c>-d</c> takes away what stands above, the last
/// of several settings holds. A bare <c>-D</c> takes away what stands above it too, but not where several files are merged: augenrules
/// moves it to the top. <c>-i</c> and <c>-c</c> do not count: a set with an error in it is not the one that was meant.
/// Source: auditctl(8), augenrules(8); spec 5.3, 6.
/// </remarks>
internal sealed class WantedReader
{
    /// <summary>The rules that are kept: far more than a machine can bear.</summary>
    public const int MaxRules = 50_000;

    /// <summary>The errors and the notes that are kept, each: whoever writes files reads the first ones first.</summary>
    private const int MaxFindings = 1000;

    private readonly IRuleHost host;
    private readonly bool isMerged;
    private readonly List<WantedRule> rules = [];
    private readonly Dictionary<RuleWire, SourcePlace> places = [];
    private readonly SortedDictionary<RuleSetting, WantedSetting> settings = [];
    private readonly List<RuleDiagnostic> errors = [];
    private readonly List<WantedNote> notes = [];

    /// <summary>A reader that has read nothing.</summary>
    /// <param name="host">The machine that the rules are for.</param>
    /// <param name="isMerged">True where augenrules would make one file of them.</param>
    public WantedReader(IRuleHost host, bool isMerged)
    {
        this.host = host;
        this.isMerged = isMerged;
    }

    /// <summary>Reads a file behind those that were read.</summary>
    /// <param name="file">Its name, for places.</param>
    /// <param name="text">Its bytes; kept while what was read is.</param>
    public void Add(string file, ReadOnlyMemory<byte> text)
    {
        foreach (var line in new RuleFileReader(host, file, text).ReadAll())
        {
            foreach (var step in line.Command.Steps) Take(step);
        }
    }

    /// <summary>What the files ask for.</summary>
    public WantedRules ToWanted() => new()
    {
        Rules = [.. rules],
        Settings = [.. settings.Values],
        Errors = [.. errors],
        Notes = [.. notes],
    };

    private void Take(CommandStep step)
    {
        switch (step.Kind)
        {
            case CommandKind.Say:
                if (step.Diagnostic is { Severity: RuleSeverity.Error } error) Fail(error);
                break;
            case CommandKind.AddRule:
                AddRule(step.Rule!);
                break;
            case CommandKind.DeleteRule:
                DeleteRule(step.Rule!);
                break;
            case CommandKind.DeleteRules:
                DeleteRules(step);
                break;
            case CommandKind.SetEnabled:
                Set(RuleSetting.Enabled, step);
                break;
            case CommandKind.SetFailure:
                Set(RuleSetting.Failure, step);
                break;
            case CommandKind.SetRateLimit:
                Set(RuleSetting.RateLimit, step);
                break;
            case CommandKind.SetBacklogLimit:
                Set(RuleSetting.BacklogLimit, step);
                break;
            case CommandKind.SetBacklogWaitTime:
                Set(RuleSetting.BacklogWaitTime, step);
                break;
            case CommandKind.LockLoginUid:
                settings[RuleSetting.LoginUidImmutable] = new WantedSetting(RuleSetting.LoginUidImmutable, 1, step.Place);
                break;
            case CommandKind.IgnoreErrors or CommandKind.ContinueOnErrors:
                Note(new WantedNote(step.Place, "errors are not passed over here: a rule that is refused undoes all"));
                break;
            default:
                Note(new WantedNote(step.Place, $"{step.Kind} is a deed and no state: it is left to auditctl"));
                break;
        }
    }

    private void Fail(RuleDiagnostic error)
    {
        if (errors.Count < MaxFindings) errors.Add(error);
    }

    private void Note(WantedNote note)
    {
        if (notes.Count < MaxFindings) notes.Add(note);
    }

    private void Set(RuleSetting setting, CommandStep step) =>
        settings[setting] = new WantedSetting(setting, step.Number, step.Place);

    private void AddRule(Rule rule)
    {
        var wire = rule.ToWire();
        if (wire.HasSyscallClass)
        {
            // The kernel would list the calls of the class: no listing could show whether the rule is there.
            Fail(new RuleDiagnostic(
                RuleSeverity.Error, RuleFault.UnknownSyscall, rule.Place, "the system calls 2032 to 2047 are the kernel's own classes of calls",
                "name the calls, or use -F perm= where a class of a watch is meant"));
            return;
        }

        if (!places.TryAdd(wire, rule.Place))
        {
            Note(new WantedNote(rule.Place, $"the same rule stands at {places[wire]}: the kernel takes it once"));
            return;
        }

        if (rules.Count >= MaxRules)
        {
            places.Remove(wire);
            Fail(new RuleDiagnostic(RuleSeverity.Error, RuleFault.TooManyRules, rule.Place, $"there are more than {MaxRules} rules", "no kernel can bear so many"));
            return;
        }

        var wanted = new WantedRule(wire, rule.Place);
        var front = rule.Verb == RuleVerb.Prepend ? rules.FindIndex(r => r.Wire.List == wire.List) : -1;
        if (front < 0) rules.Add(wanted);
        else rules.Insert(front, wanted);
    }

    private void DeleteRule(Rule rule)
    {
        var wire = rule.ToWire();
        if (places.Remove(wire)) rules.RemoveAll(r => r.Wire.Equals(wire));
        else Note(new WantedNote(rule.Place, "there is no such rule above to delete"));
    }

    private void DeleteRules(CommandStep step)
    {
        var key = step.Text;
        if (isMerged && key.IsEmpty) return;
        rules.RemoveAll(r => (key.IsEmpty || r.Wire.Keys.IndexOf(key.Span) >= 0) && places.Remove(r.Wire));
    }
}
