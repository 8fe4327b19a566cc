namespace Auspex.Rules.Commands;

/// <summary>The steps of a command as they are found.</summary>
internal sealed class StepList
{
    private readonly List<CommandStep> steps = [];

    /// <summary>The command so far.</summary>
    public AuditCommand ToCommand() => new([.. steps]);

    /// <summary>Adds a step; always true.</summary>
    public bool Add(CommandStep step)
    {
        steps.Add(step);
        return true;
    }

    /// <summary>Adds an error; always false.</summary>
    public bool Fail(RuleFault fault, SourcePlace place, string message, string advice = "")
    {
        Say(RuleSeverity.Error, fault, place, message, advice);
        return false;
    }

    /// <summary>Adds a warning.</summary>
    public void Warn(RuleFault fault, SourcePlace place, string message, string advice = "") =>
        Say(RuleSeverity.Warning, fault, place, message, advice);

    /// <summary>Adds a note.</summary>
    public void Note(RuleFault fault, SourcePlace place, string message, string advice = "") =>
        Say(RuleSeverity.Note, fault, place, message, advice);

    private void Say(RuleSeverity severity, RuleFault fault, SourcePlace place, string message, string advice) =>
        steps.Add(new CommandStep(CommandKind.Say, place)
        {
            Diagnostic = new RuleDiagnostic(severity, fault, place, message, advice),
        });
}
