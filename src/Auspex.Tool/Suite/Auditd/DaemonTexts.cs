using System.Globalization;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Daemon;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Bodies of the daemon's own records. Source: spec 7.3.</summary>
internal static class DaemonTexts
{
    /// <summary>DAEMON_START.</summary>
    internal static string Start(DaemonConfig config)
    {
        var format = !config.WritesLogs ? "nolog" : config.IsEnriched ? "enriched" : "raw";
        var kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        if (kernel.Length > 56) kernel = kernel[..56];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"op=start ver={Program.Version} format={format} kernel={kernel} auid={Own("loginuid")} pid={Machine.ProcessId} uid={Machine.EffectiveUserId} ses={Own("sessionid")}{OwnSubject} res=success");
    }

    /// <summary>DAEMON_ABORT.</summary>
    internal static string Abort(string operation) => string.Create(
        CultureInfo.InvariantCulture,
        $"op={operation} auid={Own("loginuid")} pid={Machine.ProcessId} uid={Machine.EffectiveUserId} ses={Own("sessionid")}{OwnSubject} res=failed");

    /// <summary>Who sent a signal: <c>auid=… uid=… ses=… pid=… subj=…</c>.</summary>
    internal static string Sender(SignalSender? sender)
    {
        if (sender is not { } known || known.Pid <= 0) return "auid=-1 uid=-1 ses=-1 pid=-1 subj=?";
        var subject = known.Context is null ? "" : $" subj={known.Context}";
        var session = DaemonFiles.NumberIn(known.Pid, "sessionid");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"auid={known.LoginUser} uid={DaemonFiles.OwnerOf(known.Pid)} ses={session} pid={known.Pid}{subject}");
    }

    /// <summary>The same for DAEMON_CONFIG, which always has a subject.</summary>
    internal static (string Auid, string Pid, string Subject) ConfigSender(SignalSender? sender) => sender is not { } known || known.Pid <= 0
        ? ("-1", "-1", "?")
        : (known.LoginUser.ToString(CultureInfo.InvariantCulture), known.Pid.ToString(CultureInfo.InvariantCulture), known.Context ?? "?");

    private static uint Own(string name) => DaemonFiles.NumberIn(Machine.ProcessId, name);

    private static string OwnSubject
    {
        get
        {
            try
            {
                var label = File.ReadAllText("/proc/self/attr/current").TrimEnd('\0', '\n');
                return label.Length == 0 ? "" : " subj=" + label;
            }
            catch (IOException)
            {
                return ""; // no security module answers
            }
        }
    }
}
