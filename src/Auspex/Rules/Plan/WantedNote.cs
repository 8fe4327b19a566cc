namespace Auspex.Rules.Plan;

/// <summary>Something in rule files that is no error, and still not part of what is wanted.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Text">What it is, as a sentence without a full stop.</param>
internal sealed record WantedNote(SourcePlace Place, string Text);
