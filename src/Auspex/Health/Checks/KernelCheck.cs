namespace Auspex.Health.Checks;

/// <summary>Whether this kernel can audit at all.</summary>
internal static class KernelCheck
{
    private const string Boot = "put it into GRUB_CMDLINE_LINUX of /etc/default/grub, run update-grub or grub2-mkconfig, and boot";

    internal static void Run(KernelFacts kernel, FindingList list)
    {
        if (kernel.IsContainer)
        {
            list.Error(
                "host.container", "This is a container: not the machine's own user or pid namespace.",
                "The kernel gives audit to the machine itself alone; an auditor in a container receives nothing.",
                "Run the auditor, and this, on the host.");
        }

        CheckBuild(kernel, list);
        if (kernel.CommandLine is { } line) CheckBoot(line, list);
        CheckReach(kernel, list);
    }

    private static void CheckBuild(KernelFacts kernel, FindingList list)
    {
        const string check = "kernel.build";
        if (kernel.BuildConfigPath is not { } path)
        {
            list.Note(check, "How the kernel was built cannot be read: neither /proc/config.gz nor /boot/config-RELEASE is there.", "Only its answers tell what it can do.");
        }
        else if (!kernel.HasAudit)
        {
            list.Error(check, $"The kernel was built without audit (CONFIG_AUDIT, by {path}).", "It makes no events.", "Boot a kernel with CONFIG_AUDIT=y and CONFIG_AUDITSYSCALL=y.");
        }
        else if (!kernel.HasSyscallAudit)
        {
            list.Error(
                check, $"The kernel was built without auditing of system calls (CONFIG_AUDITSYSCALL, by {path}).",
                "Rules for system calls and files make no events; only logins and the like are told.", "Boot a kernel with CONFIG_AUDITSYSCALL=y.");
        }
        else
        {
            list.Ok(check, $"The kernel was built with audit and auditing of system calls (by {path}).");
        }
    }

    private static void CheckBoot(string line, FindingList list)
    {
        const string check = "kernel.boot";
        switch (ValueOf(line, "audit="))
        {
            case "0" or "off":
                list.Error(check, "The kernel was booted with audit=0.", "It makes no events, and nothing but a boot changes that.", $"Replace audit=0 by audit=1: {Boot}.");
                break;
            case "1" or "on":
                list.Ok(check, "The kernel was booted with audit=1: processes are audited from the first one on.");
                break;
            default:
                list.Note(
                    check, "The kernel was booted without audit=1.",
                    "Processes that were there before auditing was first switched on make no records of system calls.", $"Add audit=1: {Boot}.");
                break;
        }

        if (ValueOf(line, "audit_backlog_limit=") is { } limit)
            list.Ok("kernel.boot_backlog", $"The kernel was booted with audit_backlog_limit={limit}.");
        else
            list.Note(
                "kernel.boot_backlog", "The kernel was booted without audit_backlog_limit=.",
                "Until the auditor runs and the rules set another limit, 64 records may wait; what comes beyond is lost.",
                $"Add audit_backlog_limit=8192: {Boot}.");
    }

    private static void CheckReach(KernelFacts kernel, FindingList list)
    {
        const string check = "kernel.answers";
        switch (kernel.Reach)
        {
            case AuditReach.Answers:
                list.Ok(check, "The kernel's audit answers.");
                break;
            case AuditReach.NotInKernel:
                list.Error(check, "The kernel has no audit: its netlink protocol is missing.", "It makes no events.", "Boot a kernel with CONFIG_AUDIT=y.");
                break;
            case AuditReach.OffAtBoot:
                list.Error(check, "The kernel's audit does not answer: it is off since boot.", "It makes no events.", "Boot without audit=0.");
                break;
            case AuditReach.NotPrivileged:
                list.Warn(
                    check, "The kernel's audit answers only to root (CAP_AUDIT_CONTROL).",
                    "Its state and its rules were not looked at, and files that only root may read neither.", "Run this as root.", "sudo auspex doctor");
                break;
            case AuditReach.Container:
                list.Error(check, "The kernel's audit does not answer in a container.", "No auditor can run here.", "Run this on the host.");
                break;
            default:
                list.Error(check, $"The kernel's audit does not answer as it should: {kernel.ReachDetail}", "Its state is not known.", "Look at dmesg for what the kernel says of audit.", "dmesg | grep audit");
                break;
        }
    }

    /// <summary>The value behind the last word that begins with <paramref name="name"/>: the kernel takes the last. What follows <c>--</c> is init's.</summary>
    private static string? ValueOf(string line, string name) => line.Split(' ', '\n').TakeWhile(static w => w != "--")
        .LastOrDefault(w => w.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
