using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.Linux.Netlink;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;
using Auspex.Tables;

namespace Auspex.SystemTests.Same.Capture;

/// <summary>Lets the kernel record deeds that auditors look for, as Debian's auditd writes them and as they come from the kernel.</summary>
internal static class LiveCapture
{
    private const int MostMilliseconds = 45_000;

    /// <summary>
    /// Two logs: what the daemon wrote, enriched, and what a listener beside it received, raw. Holds the kernel's lock for some seconds.
    /// </summary>
    public static IReadOnlyList<TestLog> Run(TemporaryFolder folder)
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        var raw = new List<string>();
        using (var receiver = AuditReceiver.OpenListener())
        using (var script = Start(folder.FullName))
        {
            var clock = Stopwatch.StartNew();
            while (!script.HasExited && clock.ElapsedMilliseconds < MostMilliseconds)
            {
                Receive(receiver, raw);
                Thread.Sleep(5);
            }

            if (!script.HasExited) script.Kill(); // by TERM it would clean up; it has had its time
            script.WaitForExit();
            Receive(receiver, raw);
            Assert.True(script.ExitCode == 0, $"capture.sh ended with {script.ExitCode}");
            Assert.Equal(0, receiver.GetCounters().Dropped);
        }

        kernel.AssertAsBefore();
        return [TestLog.Of("live-enriched", folder.PathOf("enriched.log")), TestLog.Of("live-raw", folder.Write("raw.log", Encoding.Latin1.GetBytes(string.Concat(raw))))];
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Repository.PathOf("tests", "Auspex.SystemTests", "Same", "Capture", "capture.sh"), [folder]);
        start.Environment["AUSPEX_ORACLE"] = DebianTools.Root;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    /// <summary>As a daemon writes them: without the ends of events.</summary>
    private static void Receive(AuditReceiver receiver, List<string> raw)
    {
        while (receiver.TryReceive(out var batch))
        {
            foreach (var record in batch)
            {
                if (record.Type is RecordType.Eoe) continue;
                var name = RecordTypes.Name(record.Type);
                var type = name.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"UNKNOWN[{(int)record.Type}]") : Encoding.ASCII.GetString(name);
                raw.Add($"type={type} msg={Encoding.Latin1.GetString(record.Payload)}\n");
            }
        }
    }
}
