namespace Auspex.Health.Checks;

/// <summary>What audit leans on: time, labels, logins, accounting.</summary>
internal static class SurroundingsCheck
{
    internal static void Run(HostFacts facts, FindingList list)
    {
        CheckClock(facts, list);
        if (facts.Labels is { } labels) CheckLabels(labels, list);
        if (facts.Session is { } session) CheckSession(session, list);
        if (facts.Kernel.BuildConfigPath is not null) CheckAccounting(facts.Kernel, list);
    }

    private static void CheckClock(HostFacts facts, FindingList list)
    {
        const string check = "time.synchronised";
        if (facts.IsClockSynchronised is not { } isSynchronised) return;
        if (isSynchronised)
            list.Ok(check, "The clock is kept by a source of time.");
        else
            list.Warn(check, "The clock is kept by no source of time.", "Records of several machines cannot be put in order, and times prove nothing.", "Run chronyd, ntpd or systemd-timesyncd.", "timedatectl set-ntp true");
    }

    private static void CheckLabels(LabelFacts labels, FindingList list)
    {
        const string check = "mac.selinux";
        if (labels.IsSelinuxEnforcing is not { } isEnforcing)
        {
            list.Ok("mac", labels.HasAppArmor ? $"AppArmor is on{Under(labels)}; SELinux is not." : "Neither SELinux nor AppArmor is on: nothing stands between the auditor and other processes of root.");
            return;
        }

        if (labels.LogLabel.Length > 0 && !labels.LogLabel.Contains(":auditd_log_t:", StringComparison.Ordinal))
            Tell(
                $"SELinux {Mode(isEnforcing)}, and {labels.LogDirectory} is labelled {labels.LogLabel}.", "auditd may write only where the type is auditd_log_t.",
                "Label it anew; where the directory is not the usual one, tell the policy first with semanage fcontext.", $"restorecon -R {labels.LogDirectory}");
        else
            list.Ok(check, $"SELinux {Mode(isEnforcing)}{Under(labels)}; {labels.LogDirectory} has the label that auditd needs (auditd_log_t).");
        if (labels.AuditorLabel.Length > 0 && !labels.AuditorLabel.Contains(":auditd_t:", StringComparison.Ordinal))
            Tell(
                $"The auditor runs as {labels.AuditorLabel}, not as auditd_t.", "Its file lacks the label auditd_exec_t, so that the policy neither confines nor protects it.", "Label its program, and start it anew by its service.",
                "restorecon /usr/sbin/auditd");

        void Tell(string state, string why, string remedy, string command)
        {
            if (isEnforcing) list.Warn(check, state, why, remedy, command);
            else list.Note(check, state, why, remedy, command);
        }
    }

    private static string Mode(bool isEnforcing) => isEnforcing ? "enforces" : "is permissive";

    private static string Under(LabelFacts labels) => labels.AuditorLabel.Length > 0 ? $" (the auditor runs as {labels.AuditorLabel})" : "";

    private static void CheckSession(SessionFacts session, FindingList list)
    {
        const string check = "login.session";
        if (session.LoginUid is { } uid)
            list.Ok(check, $"This session has a login uid ({uid}): what is done in it is told of that user.");
        else if (session.HasTerminal)
            list.Warn(check, "This session has no login uid (auid -1).", "Events name no one who logged in; sudo and su then hide who acts.", "Have pam_loginuid in the service by which you came in, then log in anew.");
        else
            list.Ok(check, "This process has no login uid, as is right for what no person started.");
        var without = session.Services.Where(static s => !s.HasLoginUid).Select(static s => s.Service).ToList();
        if (without.Count > 0)
            list.Warn(
                "login.pam", $"{string.Join(", ", without.Select(static s => "/etc/pam.d/" + s))} {(without.Count == 1 ? "does" : "do")} without pam_loginuid.", "Whoever logs in there gets no login uid, and events name no one.",
                "Add the line below to each of them.", "session required pam_loginuid.so");
        else if (session.Services.Count > 0)
            list.Ok("login.pam", $"pam_loginuid is there for {string.Join(", ", session.Services.Select(static s => s.Service))}.");
    }

    private static void CheckAccounting(KernelFacts kernel, FindingList list)
    {
        const string check = "accounting";
        if (kernel.HasAccounting)
            list.Ok(check, "The kernel has process accounting: auspex watch can tell deaths by signal.");
        else
            list.Note(check, "The kernel was built without process accounting (CONFIG_BSD_PROCESS_ACCT).", "auspex watch cannot tell deaths by signal, nor what a process used; audit itself needs it not.");
    }
}
