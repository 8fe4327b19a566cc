namespace Auspex.Reports.Cost;

/// <summary>What the events of one <see cref="TrafficCell"/> come to.</summary>
internal sealed class CellSum
{
    /// <summary>Login users told apart: more are as good as many.</summary>
    private const int MaxUsers = 100;

    /// <summary>Events and bytes.</summary>
    public CostSum Sum { get; } = new();

    /// <summary>Calls that failed.</summary>
    public long Failures { get; private set; }

    /// <summary>The login users.</summary>
    public HashSet<uint> Users { get; } = [];

    /// <summary>Adds an event.</summary>
    public void Add(TrafficEvent e)
    {
        Sum.Add(e.Bytes);
        if (e.Find(Rules.RuleField.Success) == 0) Failures++;
        if (Users.Count < MaxUsers) Users.Add(e.Find(Rules.RuleField.Auid) ?? uint.MaxValue);
    }
}
