namespace Auspex.Rules.Commands;

/// <summary>One thing that a command does; its parts are done in order until one fails.</summary>
/// <param name="Kind">What it does; says which of the other properties hold something.</param>
/// <param name="Place">The option it comes from.</param>
internal sealed record CommandStep(CommandKind Kind, SourcePlace Place)
{
    /// <summary>The finding to tell.</summary>
    public RuleDiagnostic? Diagnostic { get; init; }

    /// <summary>The rule to add or delete.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The number to set.</summary>
    public uint Number { get; init; }

    /// <summary>A key, a signal, a mount or a message; empty for none.</summary>
    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The subtree.</summary>
    public ReadOnlyMemory<byte> OtherText { get; init; }

    /// <summary>True when numbers are to be shown as names.</summary>
    public bool Interpret { get; init; }
}
