namespace Auspex.Rules.Lint;

/// <summary>A rule file to be looked at.</summary>
/// <param name="Name">How findings name it.</param>
/// <param name="Text">What is in it; kept while its rules are.</param>
internal sealed record LintFile(string Name, ReadOnlyMemory<byte> Text);
