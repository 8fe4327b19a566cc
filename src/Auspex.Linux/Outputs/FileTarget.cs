using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Linux.Loop;

namespace Auspex.Linux.Outputs;

/// <summary>A file with rotation, written as the log is: whole lines, nobody but root and the log's group reads it, links are not followed.</summary>
internal sealed class FileTarget : ILineTarget
{
    private const int TickMilliseconds = 1000;

    private readonly LogWriter writer;
    private long lostTold;
    private long lastTick;

    private FileTarget(LogWriter writer) => this.writer = writer;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="settings">The daemon's configuration: for group and rotation.</param>
    /// <param name="disk">Where it is.</param>
    /// <param name="actions">Where people are told of errors.</param>
    /// <param name="errno">Why there is none.</param>
    public static FileTarget? Open(string path, DaemonConfig settings, ILogDisk disk, IDaemonActions actions, out int errno)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var own = new DaemonConfig
        {
            LogFile = path,
            LogGroup = settings.LogGroup,
            MaxLogMebibytes = (uint)settings.Extensions.OutputMaxMebibytes,
            LogCount = settings.Extensions.OutputFiles,
            MaxLogAction = new ActionSetting(DaemonAction.Rotate),
            DiskErrorAction = new ActionSetting(DaemonAction.Syslog),
        };
        var writer = new LogWriter(disk, own, actions);
        errno = writer.Open();
        return errno == 0 ? new FileTarget(writer) : null;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> line) => writer.Append(line);

    /// <inheritdoc/>
    public void Flush()
    {
        writer.EndBatch();
        var now = Clock.MonotonicMilliseconds;
        if (now - lastTick < TickMilliseconds) return;
        lastTick = now;
        writer.Tick();
    }

    /// <inheritdoc/>
    public long TakeLost()
    {
        var lost = writer.LinesLost - lostTold;
        lostTold = writer.LinesLost;
        return lost;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.FlushAll();
        writer.Dispose();
    }
}
