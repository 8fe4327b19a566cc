using Auspex.Rules.Commands;

namespace Auspex.Rules.Lint;

/// <summary>A step of a line.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsAlone">True when its line has no other.</param>
internal sealed record LintStep(CommandStep Step, bool IsAlone)
{
    /// <summary>True for the <c>-D</c> that augenrules moves: alone in its line and without a key.</summary>
    public bool IsMovedDeletion => Step is { Kind: CommandKind.DeleteRules, Text.IsEmpty: true } && IsAlone;
}
