using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Tables;

namespace Auspex.Tool.Suite.AudispRemote;

/// <summary>Sends the records that tell of TLS sessions to the kernel, which gives them to the daemon. Source: spec 8.6.</summary>
internal static class SessionRecords
{
    /// <summary>Sends one. Where there is no audit, or no right to send, nothing is said.</summary>
    internal static void Send(RecordType type, string text)
    {
        try
        {
            using var control = AuditControl.Open();
            control.SendUserMessage((int)type, Encoding.UTF8.GetBytes(text));
        }
        catch (KernelException)
        {
            // the records that are to be sent go all the same
        }
    }
}
