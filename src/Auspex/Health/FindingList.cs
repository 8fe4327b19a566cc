namespace Auspex.Health;

/// <summary>Findings in the order of the checks.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> found = [];

    internal IReadOnlyList<Finding> Found => found;

    internal void Ok(string check, string state) => found.Add(new Finding(check, HealthLevel.Ok, state));

    internal void Note(string check, string state, string why, string remedy = "", string command = "") =>
        found.Add(new Finding(check, HealthLevel.Note, state, why, remedy, command));

    internal void Warn(string check, string state, string why, string remedy, string command = "") =>
        found.Add(new Finding(check, HealthLevel.Warning, state, why, remedy, command));

    internal void Error(string check, string state, string why, string remedy, string command = "") =>
        found.Add(new Finding(check, HealthLevel.Error, state, why, remedy, command));
}
