using System.Globalization;
using Auspex.Records;
using Auspex.SystemTests.Kernel;
using Auspex.Tables;

namespace Auspex.SystemTests.Daemon;

/// <summary>A daemon that stands still while the kernel goes on: its socket overflows, and events come without some of their records.</summary>
[Collection(KernelCollection.Name)]
public sealed class SocketLossTests
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const int Events = 60_000;
    private static readonly RecordType[] Whole = [RecordType.Syscall, RecordType.Cwd, RecordType.Path, RecordType.Proctitle];

    [Fact]
    public void Events_that_lack_records_are_told_with_their_serials()
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        kernel.Control.SetBacklogWaitTime(500); // the usual minute is how long the kernel keeps what it has, once the storm waits in vain
        using var run = new DaemonRun("log_format = RAW\n");
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using var made = storm.Start(Events);
        daemon.WaitUntil(() => new FileInfo(run.Log).Length > 100_000, "the storm");
        var lostBefore = kernel.Control.GetStatus().Lost;
        daemon.Signal(Stop);
        var loses = SpinWait.SpinUntil(() => kernel.Control.GetStatus().Lost > lostBefore && Dropped() > 0, TimeSpan.FromSeconds(20));
        daemon.Signal(Continue);
        _ = made.WaitForEnd(90_000);
        Assert.SkipUnless(loses, "the kernel has room for all of the storm");
        daemon.WaitUntil(() => run.Count(" op=lost cause=") > 0, "a loss that is told");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        var (partial, told) = Read(run);
        Assert.NotEmpty(told);
        Assert.All(partial, p => Assert.Contains(told, t => p >= t.First && p <= t.Last));
    }

    /// <summary>Events of the storm that lack a record, and the ranges that loss records give.</summary>
    private static (List<uint> Partial, List<(uint First, uint Last)> Told) Read(DaemonRun run)
    {
        var types = new Dictionary<uint, HashSet<RecordType>>();
        var storm = new HashSet<uint>();
        var reader = new RecordReader(run.ReadAll(), isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (!Whole.Contains(record.Type)) continue;
            var serial = (uint)record.Stamp.Serial;
            if (!types.TryGetValue(serial, out var known)) types[serial] = known = [];
            known.Add(record.Type);
            if (record.Line.IndexOf("key=\"storm\""u8) >= 0 || record.Line.IndexOf("/nonexistent/path/for/storm"u8) >= 0) storm.Add(serial);
        }

        return ([.. storm.Where(s => types[s].Count < Whole.Length)], run.ReadSerials().Lost);
    }

    /// <summary>Messages for which sockets of audit had no room. Source: /proc/net/netlink.</summary>
    private static long Dropped() => File.ReadLines("/proc/net/netlink").Skip(1)
        .Select(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(static f => f[1] == "9").Sum(static f => long.Parse(f[8], CultureInfo.InvariantCulture));
}
