using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The log of a daemon in the foreground: the standard output. Nothing is rotated, and there is always room.</summary>
internal sealed class StandardOutputDisk : ILogDisk
{
    /// <inheritdoc/>
    public int Open(DaemonConfig config, out ILogFile? file)
    {
        file = new Output();
        return 0;
    }

    /// <inheritdoc/>
    public int Rename(string from, string to) => 0;

    /// <inheritdoc/>
    public int Seal(string path, bool isForGroup) => 0;

    /// <inheritdoc/>
    public int Remove(string path) => 0;

    /// <inheritdoc/>
    public bool Exists(string path) => false;

    private sealed class Output : ILogFile
    {
        private readonly FdWriter writer = new(1);

        public long Length { get; private set; }

        public int Write(ReadOnlySpan<byte> bytes, out int written)
        {
            writer.Write(bytes);
            _ = writer.Flush();
            Length += bytes.Length;
            written = bytes.Length;
            return 0;
        }

        public int Sync() => 0;

        public int SyncSoon() => 0;

        public int Truncate(long length) => 0;

        public int GetSpace(out LogSpace space)
        {
            space = new LogSpace(uint.MaxValue, uint.MaxValue, 4096);
            return 0;
        }

        public void Dispose()
        {
            // the standard output is not ours
        }
    }
}
