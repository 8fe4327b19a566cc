namespace Auspex.Health.Checks;

/// <summary>The programs that are handed the records.</summary>
internal static class PluginCheck
{
    private const string Check = "plugins";

    internal static void Run(HostFacts facts, FindingList list)
    {
        if (facts.Plugins is not { } plugins) return;
        var before = list.Found.Count;
        foreach (var plugin in plugins)
        {
            if (plugin.Fault.Length > 0)
                list.Warn(Check, $"{plugin.Fault}.", "The plugin is not started.", "See that the file belongs to root and that only root may write it.");
            foreach (var finding in plugin.Diagnostics)
            {
                if (finding.IsError) list.Warn(Check, $"{finding}.", "The plugin is not started.", "Correct it.");
                else list.Note(Check, $"{finding}.", "auditd takes it, but it may not be what was meant.", "Correct it.");
            }
        }

        if (list.Found.Count == before) list.Ok(Check, $"{Amount.Of(plugins.Count(static p => p.IsActive), "plugin")} of {plugins.Count} are active and can be started.");
    }
}
