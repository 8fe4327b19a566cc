namespace Auspex.Rules.Conversion;

/// <summary>A rule file after conversion.</summary>
/// <param name="Text">The file; comments, blank lines and settings as they were.</param>
/// <param name="ChangedLines">How many lines were written anew.</param>
/// <param name="Errors">What kept lines from being read; those stand in the text as they were. The first <see cref="RuleConverter.MaxErrors"/>.</param>
internal sealed record RuleConversion(ReadOnlyMemory<byte> Text, int ChangedLines, IReadOnlyList<RuleDiagnostic> Errors);
