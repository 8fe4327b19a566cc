using Auspex.Rules.Commands;

namespace Auspex.Rules.Files;

/// <summary>A line of a rule file that asks for something.</summary>
/// <param name="Number">Its number, from 1; blank lines and comments count.</param>
/// <param name="Command">What it asks for.</param>
internal sealed record RuleLine(int Number, AuditCommand Command);
