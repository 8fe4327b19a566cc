namespace Auspex.Reports.Cost;

/// <summary>A change of rules that would make less to record.</summary>
/// <param name="Change">The rules to put first, or the condition to add, as lines of a rule file.</param>
/// <param name="Events">Events that would not be recorded.</param>
/// <param name="Bytes">Bytes that would not be recorded.</param>
/// <param name="NoLongerSeen">What nobody could find any more, in words.</param>
internal sealed record Saving(IReadOnlyList<string> Change, long Events, long Bytes, string NoLongerSeen);
