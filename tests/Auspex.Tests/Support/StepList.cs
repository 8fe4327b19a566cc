using System.Globalization;
using Auspex.Events;
using Auspex.Processes;

namespace Auspex.Tests.Support;

/// <summary>Writes steps down as <c>kind pid</c>.</summary>
internal sealed class StepList : IProcessSink
{
    public List<string> Steps { get; } = [];

    public void OnProcess(in ProcessEvent step) =>
        Steps.Add(string.Create(CultureInfo.InvariantCulture, $"{step.Kind.ToString().ToLowerInvariant()} {step.Process.Pid}"));

    public void OnLost(in Loss loss) => Steps.Add($"lost {loss.Reason}");
}
