namespace Auspex.Rules.Plan;

/// <summary>Plans one list of rules. Source: see <see cref="RulePlan"/>.</summary>
internal sealed class ListPlanner
{
    private readonly IReadOnlyList<RuleWire> loaded;
    private readonly IReadOnlyList<WantedRule> wanted;
    private readonly Dictionary<RuleWire, int> positions = [];
    private readonly int start;

    /// <summary>A planner from the rules of a list to others of the same list.</summary>
    public ListPlanner(IReadOnlyList<RuleWire> loaded, IReadOnlyList<WantedRule> wanted)
    {
        this.loaded = loaded;
        this.wanted = wanted;
        for (var i = 0; i < loaded.Count; i++) positions.TryAdd(loaded[i], i);
        (start, Kept) = FindLongestRun();
    }

    /// <summary>How many rules stay untouched.</summary>
    public int Kept { get; }

    /// <summary>Adds what brings rules, and what takes away those that nobody wants.</summary>
    public void Plan(List<RuleOperation> operations, List<RuleOperation> deletions)
    {
        for (var i = start - 1; i >= 0; i--) Bring(wanted[i], RuleOperationKind.Prepend, operations);
        for (var i = start + Kept; i < wanted.Count; i++) Bring(wanted[i], RuleOperationKind.Append, operations);

        var needed = wanted.Select(w => w.Wire).ToHashSet();
        for (var i = 0; i < loaded.Count; i++)
        {
            // A second one like it, should the kernel tell rules apart that look the same here, is not wanted either.
            if (!needed.Contains(loaded[i]) || positions[loaded[i]] != i)
                deletions.Add(new RuleOperation(RuleOperationKind.Delete, RuleEnds.With(loaded[i], false), null, IsMove: false));
        }
    }

    private void Bring(WantedRule rule, RuleOperationKind kind, List<RuleOperation> operations)
    {
        var isMove = positions.ContainsKey(rule.Wire);
        if (isMove)
            operations.Add(new RuleOperation(RuleOperationKind.Delete, RuleEnds.With(rule.Wire, false), rule.Place, IsMove: true));
        var wire = RuleEnds.With(rule.Wire, kind == RuleOperationKind.Prepend);
        operations.Add(new RuleOperation(kind, wire, rule.Place, isMove));
    }

    /// <summary>The longest run of wanted rules that are loaded in the same order; the first of equals.</summary>
    private (int Start, int Length) FindLongestRun()
    {
        var (best, bestLength, begin, last) = (0, 0, 0, -1);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!positions.TryGetValue(wanted[i].Wire, out var position))
            {
                (begin, last) = (i + 1, -1);
                continue;
            }

            if (position < last) begin = i;
            last = position;
            if (i - begin + 1 > bestLength) (best, bestLength) = (begin, i - begin + 1);
        }

        return bestLength == 0 ? (0, 0) : (best, bestLength);
    }
}
