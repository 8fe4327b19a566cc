namespace Auspex.SystemTests.Same;

/// <summary>What a command line answered. Texts are Latin-1, so that each byte is a character.</summary>
/// <param name="ExitCode">Of its last program.</param>
/// <param name="Output">What it wrote on standard output.</param>
/// <param name="Errors">What it wrote on standard error.</param>
internal sealed record Answer(int ExitCode, string Output, string Errors);
