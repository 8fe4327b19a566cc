using System.Buffers.Binary;
using System.Text;
using Auspex.Events;
using Auspex.Processes;
using Auspex.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Processes;

public sealed class ProcessReplayTests
{
    private const int Second = 1_700_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_death_with_a_time_far_ahead_holds_up_no_others(int place)
    {
        var deaths = new List<byte[]> { Death(2001, Second), Death(2002, Second + 1) };
        deaths.Insert(place, Death(3000, int.MaxValue));
        var sink = new StepList();
        var replay = new ProcessReplay(
            new Lifecycle(sink, null, new LifecycleOptions { HasAccounting = true }), new MemoryStream([.. deaths.SelectMany(d => d)]));
        var assembler = new EventAssembler(replay, new AssemblerOptions { Keep = Lifecycle.Keeps });
        Fork(assembler, 1, Second, 2001);
        Fork(assembler, 2, Second, 2002);
        Fork(assembler, 3, Second + 30, 2003);
        Assert.Contains("exit 2001", sink.Steps, StringComparer.Ordinal);
        Assert.Contains("exit 2002", sink.Steps, StringComparer.Ordinal);
        assembler.Flush();
        replay.Finish();
        Assert.Contains("exit 3000", sink.Steps, StringComparer.Ordinal);
        Assert.Equal(3, sink.Steps.Count(s => s.StartsWith("exit", StringComparison.Ordinal)));
    }

    private static void Fork(EventAssembler assembler, int serial, int second, int child)
    {
        var stamp = $"msg=audit({second}.500:{serial}): ";
        assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes(
            $"type=SYSCALL {stamp}arch=c000003e syscall=57 success=yes exit={child} a0=0 ppid=1 pid=1000 auid=0 uid=0 euid=0 ses=1 comm=\"s\" exe=\"/s\"")));
        assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes($"type=PROCTITLE {stamp}proctitle=\"s\"")));
    }

    /// <summary>An acct_v3 record of a child of 1000 that SIGKILL ended after 100 ms. Source: linux/acct.h.</summary>
    private static byte[] Death(int pid, int second)
    {
        var record = new byte[64];
        record[0] = 0x11; // AFORK, AXSIG
        record[1] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), 9);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(16), pid);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(20), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(24), second);
        BinaryPrimitives.WriteSingleLittleEndian(record.AsSpan(28), 10);
        "s"u8.CopyTo(record.AsSpan(48));
        return record;
    }
}
