using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Linux.Netlink;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Listens to the kernel for a while, beside whoever is the auditor, and keeps what came as a log.</summary>
internal static class LiveTraffic
{
    private const int MaxBytes = 48 << 20; // three times that while it is copied

    /// <summary>The records that come while <paramref name="goesOn"/>, as auditd would log them.</summary>
    /// <param name="goesOn">Asked again and again whether to go on listening.</param>
    /// <param name="lost">What was lost meanwhile, in words; empty when nothing was.</param>
    internal static byte[] Record(Func<bool> goesOn, out string lost)
    {
        using var receiver = AuditReceiver.OpenListener();
        var log = new ByteBuffer();
        var formatter = new RecordFormatter(names: null, node: default);
        var isFull = false;
        while (!isFull && goesOn())
        {
            if (!receiver.TryReceive(out var batch))
            {
                Thread.Sleep(20); // the socket holds 32 MiB
                continue;
            }

            foreach (var record in batch)
            {
                var parsed = RecordReader.ParseKernel(record.Type, record.Payload);
                log.Append(formatter.Format(record.Type, RecordOrigin.Kernel, record.Payload, parsed).Line);
                log.Append((byte)'\n');
            }

            isFull = log.Length > MaxBytes;
        }

        var overruns = receiver.GetCounters().Overruns;
        lost = isFull ? $"stopped after {MaxBytes} bytes" : overruns > 0 ? $"the kernel made more than could be read: {overruns} gaps" : "";
        return log.Written.ToArray();
    }
}
