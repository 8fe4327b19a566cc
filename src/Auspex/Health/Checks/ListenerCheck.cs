namespace Auspex.Health.Checks;

/// <summary>Who else takes the kernel's records.</summary>
internal static class ListenerCheck
{
    private const string Check = "audit.listeners";
    private const string TurnOff = "systemctl mask --now systemd-journald-audit.socket";

    internal static void Run(HostFacts facts, FindingList list)
    {
        var listeners = facts.Listeners ?? [];
        foreach (var listener in listeners)
        {
            if (IsJournald(listener))
                list.Note(
                    Check, $"systemd-journald listens to audit records too{Dropped(listener)}.",
                    "Each record is copied for it, parsed and kept twice: in the journal without its order and without a guarantee, in the audit log as a whole.",
                    "Turn its socket off, then restart the journal, unless you want the records there.", $"{TurnOff}; systemctl restart systemd-journald");
            else
                list.Note(
                    Check, $"{(listener.Name.Length > 0 ? $"{listener.Name} (pid {listener.Pid})" : "A process that cannot be found")} listens to audit records beside the auditor{Dropped(listener)}.",
                    "Each record is copied for it, and while it is behind the kernel is slowed down; what it reads holds command lines and paths of all users.", "See that it is meant to.");
        }

        if (facts.Listeners is { Count: 0 }) list.Ok(Check, "Nobody listens to audit records beside the auditor.");
        if (facts.Journald is { HasUnit: true, IsMasked: false } && !listeners.Any(IsJournald))
            list.Note(
                "audit.journald", "systemd-journald-audit.socket is installed, but the journal does not listen now.", "A start of the socket makes the journal record everything a second time.",
                "Mask it, unless you want that.", TurnOff);
    }

    /// <summary>The socket is opened by process 1 and handed to the journal.</summary>
    private static bool IsJournald(ListenerFacts listener) => listener.Name.StartsWith("systemd", StringComparison.Ordinal);

    private static string Dropped(ListenerFacts listener) => listener.Drops > 0 ? $", and has missed {Amount.Of(listener.Drops, "record")}" : "";
}
