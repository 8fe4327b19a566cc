using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Watching;

/// <summary>Finds out whether the kernel's audit can be used by this process.</summary>
/// <remarks>Source: audit(7) namespaces as the kernel checks them: initial user namespace to talk, initial pid namespace to control.</remarks>
internal static class AuditAvailability
{
    private const string StillWorks = "recorded logs can be read, and the processes that live now listed from /proc";

    /// <summary>Opens the control channel and asks for the status.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be used; says why.</exception>
    public static AuditControl OpenControl(out AuditStatus status)
    {
        AuditControl? control = null;
        try
        {
            control = AuditControl.Open();
            status = control.GetStatus();
            return control;
        }
        catch (KernelException e)
        {
            control?.Dispose();
            var reason = Judge(e.Errno, Namespaces.IsContainer);
            throw new AuditUnavailableException(reason, Sentence(reason, e), e);
        }
    }

    /// <summary>What an error number of the first request means.</summary>
    internal static AuditRefusal Judge(int errno, bool isContainer) => errno switch
    {
        Errno.EPROTONOSUPPORT => AuditRefusal.NotInKernel,
        Errno.ECONNREFUSED or Errno.EPERM or Errno.EACCES when isContainer => AuditRefusal.Container,
        Errno.ECONNREFUSED => AuditRefusal.OffAtBoot,
        Errno.EPERM or Errno.EACCES => AuditRefusal.NotPrivileged,
        _ => AuditRefusal.Failed,
    };

    /// <summary>The sentence for people.</summary>
    internal static string Sentence(AuditRefusal reason, Exception? cause) => reason switch
    {
        AuditRefusal.None => "Audit can be used.",
        AuditRefusal.NotInKernel => $"This kernel was built without audit (CONFIG_AUDIT), so it tells of no events; still {StillWorks}.",
        AuditRefusal.OffAtBoot =>
            $"Audit is off since boot (audit=0 on the kernel's command line), so the kernel tells of no events; still {StillWorks}.",
        AuditRefusal.NotPrivileged =>
            $"You must be root (CAP_AUDIT_CONTROL) to get events from the kernel; without it, {StillWorks}.",
        AuditRefusal.Container =>
            "The kernel gives audit only to the machine itself and not to containers: run this on the host " +
            $"(or in its pid and user namespaces); inside, {StillWorks}.",
        _ => $"The kernel's audit does not answer as it should ({cause?.Message ?? "no reason given"}); still {StillWorks}.",
    };
}
