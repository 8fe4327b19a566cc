using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Remote;
using Auspex.Linux.Files;

namespace Auspex.Tool.Suite.AudispRemote;

/// <summary>The report that SIGUSR1 asks for. Source: spec 8.5, signals.</summary>
internal static class RemoteReport
{
    internal const string FilePath = "/run/audit/remote.state";

    /// <summary>Writes it.</summary>
    internal static void Write(
        RemoteSender sender, bool isOpen, ISendQueue queue, (long Sent, long Dropped, long Cut) counts, IDaemonNotices notices)
    {
        var report = new StateReport()
            .Add("current_time", TimeProvider.System.GetLocalNow())
            .Add("suspend", sender.IsSuspended)
            .Add("remote_ended", sender.HasRemoteEnded)
            .Add("transport_ok", isOpen)
            .Add("queue_length", queue.Count)
            .Add("max_queued_length", queue.MaxCount)
            .Add("queue_depth", queue.Depth)
            .Add("managed memory", GC.GetTotalMemory(forceFullCollection: false) >> 10, "KiB")
            .Add("records sent", counts.Sent)
            .Add("records dropped", counts.Dropped)
            .Add("records cut", counts.Cut);
        var complaint = StateFile.TryWrite(FilePath, Encoding.UTF8.GetBytes(report.ToString()));
        if (complaint is not null) notices.Tell(3, $"Unable to open state file ({complaint})");
    }
}
