using System.Runtime.InteropServices;
using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Native;
using Auspex.Linux.Netlink;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.SystemTests.Kernel;

/// <summary>The kernel's audit is one for the whole machine: who holds this may change it, and has to leave it as it was.</summary>
/// <remarks>Skips the test, saying why, where there is no root or no audit.</remarks>
internal sealed unsafe class KernelLock : IDisposable
{
    public const string Path = "/tmp/auspex-kernel.lock";

    private readonly int fd;
    private readonly AuditStatus status;
    private readonly IReadOnlyList<RuleWire> rules;

    private KernelLock(int fd)
    {
        this.fd = fd;
        Control = AuditControl.Open();
        status = Control.GetStatus();
        rules = Control.ListRules();
    }

    public AuditControl Control { get; }

    public static KernelLock Acquire()
    {
        if (Libc.geteuid() != 0) Assert.Skip("kernel tests need root");
        try
        {
            using var control = AuditControl.Open();
            if (control.GetStatus().Enabled == EnabledState.Locked) Assert.Skip("audit is locked until the next boot");
        }
        catch (KernelException e)
        {
            Assert.Skip($"no audit here: {e.Message}");
        }

        int fd;
        fixed (byte* path = Encoding.UTF8.GetBytes(Path + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, path, Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_CLOEXEC, 0x1A4);
        Assert.True(fd >= 0, $"{Path}: {Marshal.GetLastPInvokeErrorMessage()}");
        while (Libc.flock(fd, Fcntl.LOCK_EX) != 0)
            Assert.Equal(Errno.EINTR, Marshal.GetLastPInvokeError());
        return new KernelLock(fd);
    }

    /// <summary>Skips the test where the records go to somebody else.</summary>
    public void SkipWithAuditor()
    {
        if (Settings(Control.GetStatus()).AuditorPid != 0) Assert.Skip("another auditor is registered");
    }

    /// <summary>The rules and settings are those of the beginning; the counters may have moved.</summary>
    public void AssertAsBefore()
    {
        Assert.Equal(rules, Control.ListRules());
        var now = Control.GetStatus();
        Assert.Equal(Settings(status), Settings(now));
    }

    /// <summary>Without counters, and without an auditor that has ended: the kernel notices so only with its next record.</summary>
    private static AuditStatus Settings(AuditStatus status) => status with
    {
        Lost = 0,
        Backlog = 0,
        BacklogWaitTimeActual = 0,
        AuditorPid = Directory.Exists($"/proc/{status.AuditorPid}") ? status.AuditorPid : 0,
    };

    /// <summary>Puts back what a failed test left behind, and lets the next one in.</summary>
    public void Dispose()
    {
        foreach (var rule in Control.ListRules().Except(rules)) Control.DeleteRule(rule);
        foreach (var rule in rules.Except(Control.ListRules())) Control.AddRule(rule);
        var now = Control.GetStatus();
        if (now.BacklogLimit != status.BacklogLimit) Control.SetBacklogLimit(status.BacklogLimit);
        if (now.BacklogWaitTime != status.BacklogWaitTime) Control.SetBacklogWaitTime(status.BacklogWaitTime);
        if (now.Enabled != status.Enabled) Control.SetEnabled(status.Enabled);
        if (now.AuditorPid == Libc.getpid()) Control.Unregister();
        Control.Dispose();
        _ = Libc.close(fd);
    }
}
