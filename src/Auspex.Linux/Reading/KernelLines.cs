using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Linux.Netlink;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Linux.Reading;

/// <summary>What the running kernel says, heard beside whoever is the auditor, as auditd would log it. One thread at a time.</summary>
internal sealed class KernelLines : IDisposable
{
    /// <summary>How long to pause where nothing has come: the socket holds 32 MiB.</summary>
    public const int PauseMilliseconds = 20;

    private readonly AuditReceiver receiver = AuditReceiver.OpenListener();
    private readonly RecordFormatter formatter = new(names: null, node: default);

    /// <summary>What came so far, and what was lost.</summary>
    public ReceiverCounters Counters => receiver.GetCounters();

    /// <summary>Adds the lines that have come, each with its end, without waiting.</summary>
    /// <returns>False when nothing has.</returns>
    public bool TryReceive(ByteBuffer lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (!receiver.TryReceive(out var batch)) return false;
        foreach (var record in batch)
        {
            var parsed = RecordReader.ParseKernel(record.Type, record.Payload);
            lines.Append(formatter.Format(record.Type, RecordOrigin.Kernel, record.Payload, parsed).Line);
            lines.Append((byte)'\n');
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => receiver.Dispose();
}
