using Auspex.Rules.Plan;

namespace Auspex.Reports.Cost;

/// <summary>What other rules would have made of the recorded traffic.</summary>
internal sealed class Prediction
{
    private readonly CostSum[] byRule;

    internal Prediction(IReadOnlyList<WantedRule> rules)
    {
        Rules = rules;
        byRule = [.. rules.Select(_ => new CostSum())];
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<WantedRule> Rules { get; }

    /// <summary>What would be recorded for certain.</summary>
    public CostSum Kept { get; } = new();

    /// <summary>What would no longer be recorded.</summary>
    public CostSum Gone { get; } = new();

    /// <summary>What the log does not tell enough of.</summary>
    public CostSum Uncertain { get; } = new();

    /// <summary>What rule number <paramref name="index"/>, counted from 0, would record.</summary>
    public CostSum OfRule(int index) => byRule[index];

    internal void Add(Fate fate, int index, long bytesBefore, long bytesLeft)
    {
        switch (fate)
        {
            case Fate.Kept:
                Kept.Add(bytesLeft);
                break;
            case Fate.Gone:
                Gone.Add(bytesBefore);
                break;
            default:
                Uncertain.Add(bytesLeft);
                break;
        }

        if (index >= 0 && fate != Fate.Gone) byRule[index].Add(bytesLeft);
    }
}
