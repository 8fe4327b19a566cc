using Auspex.Linux.Daemon;
using Auspex.Records;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>This machine's syslog.</summary>
internal sealed class LocalSyslog(Syslog syslog, int priority) : ISyslogOutput
{
    /// <inheritdoc/>
    public bool WantsNul => true;

    /// <inheritdoc/>
    public bool WantsLineEnd => true;

    /// <inheritdoc/>
    public void Take(in RecordView record, ReadOnlySpan<byte> text) => syslog.Send(priority, text);
}
