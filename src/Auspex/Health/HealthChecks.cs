using Auspex.Health.Checks;

namespace Auspex.Health;

/// <summary>Judges a host by facts. The same facts give the same findings.</summary>
internal static class HealthChecks
{
    /// <summary>All findings, in the order in which a person would look.</summary>
    public static IReadOnlyList<Finding> Run(HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var list = new FindingList();
        KernelCheck.Run(facts.Kernel, list);
        if (facts.Status is { } status) StatusCheck.Run(status, facts.Auditor ?? AuditorFacts.Nobody, list);
        ListenerCheck.Run(facts, list);
        if (facts.Rules is { } rules) RuleCheck.Run(rules, list);
        if (facts.Config is { } config) ConfigCheck.Run(config, list);
        FileCheck.Run(facts, list);
        DiskCheck.Run(facts, list);
        PluginCheck.Run(facts, list);
        if (facts.Tail is { } tail) LossCheck.Run(tail, list);
        SurroundingsCheck.Run(facts, list);
        return list.Found;
    }

    /// <summary>The worst of <paramref name="findings"/>.</summary>
    public static HealthLevel Worst(IEnumerable<Finding> findings) => findings.Select(static f => f.Level).DefaultIfEmpty(HealthLevel.Ok).Max();
}
