using Auspex.Archive;

namespace Auspex.Tool.Suite.Common;

/// <summary>A log that tells of each block that is read, and ends when it is told to. The log itself stays its owner's.</summary>
internal sealed class WatchedLog : LogSource
{
    private readonly LogSource inner;
    private readonly IBlockWatcher watcher;

    private WatchedLog(LogSource inner, IBlockWatcher watcher)
    {
        this.inner = inner;
        this.watcher = watcher;
    }

    /// <inheritdoc/>
    public override long HeldBytes => inner.HeldBytes;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Beginning => inner.Beginning;

    /// <summary>Watches <paramref name="logs"/>.</summary>
    internal static LogSource[] All(IReadOnlyList<LogSource> logs, IBlockWatcher watcher)
    {
        var watched = new LogSource[logs.Count];
        for (var i = 0; i < watched.Length; i++) watched[i] = new WatchedLog(logs[i], watcher) { Path = logs[i].Path, Id = logs[i].Id };
        return watched;
    }

    /// <inheritdoc/>
    public override LogRead Read(out LogBlock block)
    {
        block = default;
        if (!watcher.GoesOn) return LogRead.End;
        var read = inner.Read(out block);
        (LongLines, Problem) = (inner.LongLines, inner.Problem);
        if (read == LogRead.Block) watcher.Saw(this, block);
        else if (read == LogRead.Silence) watcher.FellSilent();
        return read;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) => inner.Slice(position, length);

    /// <inheritdoc/>
    public override void Release(ReadOnlySpan<long> needed) => inner.Release(needed);
}
