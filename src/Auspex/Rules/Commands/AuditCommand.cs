namespace Auspex.Rules.Commands;

/// <summary>What a command line of auditctl, or a line of a rule file, asks for.</summary>
/// <param name="Steps">Its steps in their order, up to the first error.</param>
internal sealed record AuditCommand(IReadOnlyList<CommandStep> Steps)
{
    /// <summary>The findings.</summary>
    public IEnumerable<RuleDiagnostic> Diagnostics => Steps.Select(s => s.Diagnostic).OfType<RuleDiagnostic>();

    /// <summary>
    /// True when the last step is an error. Steps before it still count: auditctl takes them one by one.
    /// </summary>
    public bool IsBroken => Steps is [.., { Diagnostic.Severity: RuleSeverity.Error }];

    /// <summary>True when the command adds or deletes rules.</summary>
    public bool ChangesRules =>
        Steps.Any(s => s.Kind is CommandKind.AddRule or CommandKind.DeleteRule or CommandKind.DeleteRules);
}
