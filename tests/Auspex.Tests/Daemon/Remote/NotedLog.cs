using System.Text;
using Auspex.Daemon;
using Auspex.Tables;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>A log that notes what senders gave, and answers as a test wants.</summary>
internal sealed class NotedLog : INetworkLog
{
    public List<string> Lines { get; } = [];

    public bool Notes { get; init; } = true;

    public long Count { get; private set; }

    public bool HasSeenLineEnd { get; private set; }

    public NetworkOutcome Outcome { get; set; }

    public NetworkOutcome WriteNetworkRecord(ReadOnlySpan<byte> line)
    {
        Count++;
        HasSeenLineEnd |= line.ContainsAny((byte)'\n', (byte)0);
        if (Notes) Lines.Add(Encoding.Latin1.GetString(line));
        return Outcome;
    }

    public void WriteDaemonRecord(RecordType type, string text) => Lines.Add($"{type} {text}");
}
