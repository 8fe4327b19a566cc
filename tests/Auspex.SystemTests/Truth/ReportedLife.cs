namespace Auspex.SystemTests.Truth;

/// <summary>All that was reported of one process, in the order of the lines.</summary>
internal sealed class ReportedLife(string id)
{
    /// <summary>Its identity.</summary>
    public string Id => id;

    /// <summary>At least one.</summary>
    public List<ReportedStep> Steps { get; } = [];

    public int Pid => Steps[0].Pid;

    public ReportedStep? Fork => Steps.Find(s => s.Event == "fork");

    public ReportedStep? Exit => Steps.Find(s => s.Event == "exit");

    public IReadOnlyList<ReportedStep> Execs => Steps.FindAll(s => s.Event == "exec");

    /// <summary>The steps as words.</summary>
    public string Story => string.Join(' ', Steps.Select(s => s.Event));
}
