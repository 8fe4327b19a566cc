namespace Auspex.Health.Checks;

/// <summary>auditd.conf.</summary>
internal static class ConfigCheck
{
    private const string Check = "config.auditd";

    internal static void Run(ConfigFacts config, FindingList list)
    {
        if (config.IsMissing)
        {
            list.Warn(Check, $"{config.Path} is missing.", "auditd does not start, or starts with values that nobody chose.", "Install one; the package of auditd has it.");
            return;
        }

        if (config.Fault.Length > 0)
        {
            list.Error(Check, $"{config.Fault}.", "auditd does not start with it.", "See that it is a file of root's that only root may write.", $"chown root: {config.Path}; chmod 0640 {config.Path}");
            return;
        }

        foreach (var finding in config.Diagnostics)
        {
            if (finding.IsError) list.Error(Check, $"{finding}.", "auditd does not start with it, and a reload is refused.", "Correct the line.");
            else list.Note(Check, $"{finding}.", "auditd takes it, but it may not be what was meant.", "Correct the line.");
        }

        if (config.Diagnostics.Count == 0) list.Ok(Check, $"{config.Path} is valid.");
        if (config.Value is { WritesLogs: false })
            list.Note("config.write_logs", "auditd writes no log (write_logs = no).", "Records go to plugins alone; ausearch and aureport find nothing.");
        if (config.Value is { HasLocalEvents: false })
            list.Warn("config.local_events", "auditd takes no events from the kernel (local_events = no).", "What happens on this machine is not recorded.", "Set local_events = yes, unless it only gathers from others.");
    }
}
