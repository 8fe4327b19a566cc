using System.Text;
using Auspex.Tables;

namespace Auspex.Reports.Cost;

/// <summary>What no auditor gives up for volume, so that no saving is looked for in it.</summary>
/// <remarks>
/// Executions and births, of which the tree of processes is made; changes of accounts, privileges, modules, mounts, time, host name and of
/// audit itself; files in which such things stand; and events whose key says what they are for. In doubt an event is kept: a saving that
/// is not proposed costs volume, one that is taken costs evidence. Source: PCI DSS 4.0.1, 10.2; CIS and STIG rule sets; rules/README.md.
/// </remarks>
internal static class KeptEvents
{
    private static readonly HashSet<string> Calls = new(StringComparer.Ordinal)
    {
        // Programs and processes.
        "execve", "execveat", "clone", "clone3", "fork", "vfork", "exit", "exit_group", "kill", "tkill", "tgkill", "ptrace", "process_vm_readv",
        "process_vm_writev", "pidfd_getfd", "prctl", "seccomp", "memfd_create",
        // Identity and privileges.
        "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups", "setuid32", "setgid32",
        "setreuid32", "setregid32", "setresuid32", "setresgid32", "setfsuid32", "setfsgid32", "setgroups32", "capset", "unshare", "setns",
        "keyctl", "add_key", "request_key",
        // Kernel, modules, boot.
        "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load", "bpf", "perf_event_open", "reboot",
        "iopl", "ioperm", "acct", "syslog", "quotactl",
        // Mounts, time, names.
        "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "fsmount", "open_tree", "mount_setattr", "fsopen", "swapon", "swapoff",
        "adjtimex", "settimeofday", "stime", "clock_settime", "clock_settime64", "clock_adjtime", "clock_adjtime64", "sethostname", "setdomainname",
    };

    /// <summary>Beginnings of paths below which configuration, credentials, code of the kernel and traces stand.</summary>
    private static readonly string[] Folders =
    [
        "/etc/", "/boot/", "/root/", "/lib/modules/", "/usr/lib/modules/", "/usr/lib/systemd/", "/usr/local/", "/var/log/", "/var/spool/cron/", "/run/utmp/",
        "/var/run/utmp/", "/dev/mem/", "/dev/kmem/", "/dev/port/", "/proc/kcore/", "/proc/sys/", "/sys/", "/var/lib/aide/",
    ];

    /// <summary>Parts of keys by which rule sets say what a rule is for.</summary>
    private static readonly string[] KeyParts =
    [
        "identity", "passwd", "shadow", "account", "user", "sudo", "scope", "priv", "root", "setuid", "audit", "time", "clock", "module", "kernel",
        "kexec", "boot", "mac-", "mac_", "mac", "selinux", "apparmor", "login", "logon", "session", "mount", "locale", "system", "exec", "recon", "susp",
        "key", "secret", "cert", "ssh", "pam", "cron", "tamper", "integrity", "fileint", "inject", "rootcmd", "pci", "cis", "stig", "nist", "nispom",
        "hipaa", "iso27", "ospp", "t1", "perm",
    ];

    /// <summary>True for an event that no saving may touch.</summary>
    public static bool Contains(TrafficEvent e, string keys)
    {
        if (!Syscalls.TryGetName(e.Arch, e.Syscall, out var name) || Calls.Contains(Encoding.ASCII.GetString(name))) return true;
        foreach (var path in e.Paths)
        {
            // What cannot be told may be anything.
            if (path.Name.Length == 0 || path.Name.Contains("/.ssh", StringComparison.Ordinal)) return true;
            if (Array.Exists(Folders, f => (path.Name + '/').StartsWith(f, StringComparison.Ordinal))) return true;
        }

        return Array.Exists(KeyParts, p => keys.Contains(p, StringComparison.OrdinalIgnoreCase));
    }
}
