using Auspex.Linux.Reading;
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
        using var kernel = new KernelLines();
        var log = new ByteBuffer();
        var isFull = false;
        while (!isFull && goesOn())
        {
            if (!kernel.TryReceive(log)) Thread.Sleep(KernelLines.PauseMilliseconds);
            isFull = log.Length > MaxBytes;
        }

        var overruns = kernel.Counters.Overruns;
        lost = isFull ? $"stopped after {MaxBytes} bytes" : overruns > 0 ? $"the kernel made more than could be read: {overruns} gaps" : "";
        return log.Written.ToArray();
    }
}
