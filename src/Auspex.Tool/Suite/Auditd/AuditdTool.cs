using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Daemon;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>auditd: the audit daemon.</summary>
internal static class AuditdTool
{
    internal const string PidFilePath = "/run/audit/auditd.pid";

    /// <summary>Where Debian's scripts look, as its daemon of version 3 wrote it.</summary>
    private const string OldPidFilePath = "/run/auditd.pid";

    private const string LockPath = "/run/audit/auditd.lock";

    /// <summary>More than the daemon can have use for.</summary>
    private const ulong MostOpenFiles = 65_536;

    private const int CouldNotStart = 1;
    private const int WrongUsage = 2;
    private const int NoPrivilege = 4;
    private const int WrongConfig = 6;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] words)
    {
        ProcessName.Set("auditd"); // also after it has become itself anew, by the program's path
        if (AuditdOptions.Parse(words, out var complaint) is not { } options)
        {
            StandardError.Write(complaint + AuditdOptions.Usage);
            return WrongUsage;
        }

        var isChild = options.ReadyPipe >= 0;
        var notices = NoticesOf(options);
        if (!TryOpenControl(out var control))
        {
            notices.Tell(1, "You must be root or have capabilities to run this program.");
            return NoPrivilege;
        }

        if (LoadConfig(options, notices) is not { } config)
        {
            control?.Dispose();
            notices.Tell(3, "The audit daemon is exiting.");
            return WrongConfig;
        }

        if (!options.IsForeground && !options.StaysAttached && !isChild)
        {
            control?.Dispose();
            return BackgroundStart.Run(OwnWords.Of("auditd", words));
        }

        if (!Confinement.IsBound)
        {
            control?.Dispose();
            var errno = Confinement.Enter(OwnWords.Of("auditd", words), options.ReadyPipe);
            notices.Tell(4, $"Cannot give up privileges that are not needed: {Linux.Files.ErrorWords.Of(errno)}");
            _ = TryOpenControl(out control);
        }

        // What is read again at a reload is found from anywhere.
        options = options with { Directory = Path.GetFullPath(options.Directory) };
        Inheritance.LetGo();
        return Serve(options, config, control, notices);
    }

    /// <summary>Reads the configuration.</summary>
    /// <returns>Null when it is wrong; what is wrong has been told.</returns>
    internal static DaemonConfig? LoadConfig(AuditdOptions options, IDaemonNotices notices)
    {
        var main = ConfigFiles.Load(
            Path.Combine(options.Directory, "auditd.conf"), options.AllowsLinks, DaemonConfigReader.Read, notices, mayBeMissing: options.Directory == AuditdOptions.DefaultDirectory);
        var own = ConfigFiles.Load(Path.Combine(options.Directory, "auspex.conf"), options.AllowsLinks, ExtensionConfigReader.Read, notices, tellsMissing: false);
        return main is null || own is null ? null : main with { Extensions = own };
    }

    private static int Serve(AuditdOptions options, DaemonConfig config, AuditControl? control, IDaemonNotices notices)
    {
        var fault = "";
        using var one = options.IsForeground ? null : DaemonLock.TryTake(LockPath, out fault);
        if (!options.IsForeground && one is null)
        {
            control?.Dispose();
            notices.Tell(3, $"Cannot start: {fault}. The audit daemon is exiting.");
            return CouldNotStart;
        }

        DaemonFiles.RaiseOpenFiles(MostOpenFiles);
        using var daemon = new AuditDaemon(options, config, control, notices);
        DaemonFiles.Protect(config.PriorityBoost);
        var isStarted = false;
        try
        {
            var code = daemon.Start();
            if (code != 0) return code;
            isStarted = true;
            if (!options.IsForeground && WritePid() is { } complaint)
            {
                notices.Tell(3, $"Error setting pid file ({complaint})");
                return CouldNotStart;
            }

            if (options.ReadyPipe >= 0) BackgroundStart.SayReady(options.ReadyPipe);

            // What starting took is given back before the long quiet life.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return daemon.Run();
        }
        finally
        {
            if (isStarted && !options.IsForeground)
            {
                DaemonFiles.Remove(PidFilePath);
                DaemonFiles.Remove(OldPidFilePath);
                DaemonFiles.Remove(AuditDaemon.StateFilePath);
            }
        }
    }

    private static string? WritePid() => DaemonFiles.WritePid(PidFilePath) ?? DaemonFiles.WritePid(OldPidFilePath);

    private static IDaemonNotices NoticesOf(AuditdOptions options) => options.IsForeground ? new StandardErrorNotices() : new BackgroundNotices();

    /// <summary>Opens the control channel; none where the kernel has no audit.</summary>
    /// <returns>False when the kernel refuses us.</returns>
    private static bool TryOpenControl(out AuditControl? control)
    {
        control = null;
        if (Machine.EffectiveUserId != 0) return false;
        try
        {
            control = AuditControl.Open();
            _ = control.GetStatus();
            return true;
        }
        catch (KernelException)
        {
            control?.Dispose();
            control = null;
            return false;
        }
    }
}
