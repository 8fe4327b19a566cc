using Auspex.Tables;

namespace Auspex.Daemon;

/// <summary>The log as those see it who receive from other machines. Safe to call from any thread.</summary>
internal interface INetworkLog
{
    /// <summary>Writes a line that a sender gave us, unchanged, and hands it to plugins where distribute_network says so.</summary>
    /// <param name="line">The record without a line end; at most 8970 bytes.</param>
    /// <returns>What the sender is to be told. Returns after the line has been given to the disk as <c>flush</c> says.</returns>
    NetworkOutcome WriteNetworkRecord(ReadOnlySpan<byte> line);

    /// <summary>Writes a record of the daemon's own.</summary>
    /// <param name="type">1200 to 1299.</param>
    /// <param name="text">The body, without stamp: <c>op=start …</c>.</param>
    void WriteDaemonRecord(RecordType type, string text);
}
