using System.Diagnostics;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Linux.Watching;
using Auspex.Rules;

namespace Auspex.SystemTests.Kernel;

[Collection(KernelCollection.Name)]
public sealed class ReceiverLoadTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("auspex-load-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Theory]
    [InlineData(ReceiveMode.Auditor)]
    [InlineData(ReceiveMode.Listener)]
    internal void A_storm_is_received_whole_and_without_allocation(ReceiveMode mode)
    {
        const int calls = 40_000;
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        var lostBefore = kernel.Control.GetStatus().Lost;
        using (var other = mode == ReceiveMode.Listener ? Helper.Start(nameof(Helper.Drain), path) : null)
        using (var session = AuditSession.Start(new SessionOptions { StateDirectory = path, AddRules = false }))
        {
            Assert.Equal(mode, session.Mode);
            var rule = new RuleBuilder(RuleList.Exit, RuleAction.Always)
                .Where(RuleField.Arch, RuleOperator.Equal, 0xC000003E).WithSyscalls(33).WithKey("auspex-test-storm"u8).Build(); // dup2
            while (session.Receiver.TryReceive(out _)) { } // warm, and before the first event that is counted
            session.Control.AddRule(rule);
            using var storm = Process.Start("/bin/sh", ["-c", $"i=0; while [ $i -lt {calls / 2} ]; do : 2>&1; i=$((i+1)); done"]);
            var (records, events, allocated) = Count(session.Receiver, calls);
            storm.WaitForExit();
            session.Control.DeleteRule(rule);
            var overruns = session.Receiver.GetCounters().Overruns;
            Assert.True(events >= calls, $"{events} events in {records} records of {calls} calls, {overruns} overruns, shell ended with {storm.ExitCode}");
            Assert.Equal(0, allocated);
            Assert.Equal(0, overruns);
            other?.End();
        }

        Assert.Equal(lostBefore, kernel.Control.GetStatus().Lost);
        kernel.AssertAsBefore();
    }

    private static (long Records, long Events, long Allocated) Count(AuditReceiver receiver, int expected)
    {
        var poller = new Poller();
        poller.Add(receiver.Descriptor);
        long records = 0, events = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var deadline = Clock.MonotonicMilliseconds + 30_000;
        while (events < expected && Clock.MonotonicMilliseconds < deadline)
        {
            if (!receiver.TryReceive(out var batch))
            {
                poller.Wait(100);
                continue;
            }

            foreach (var record in batch)
            {
                records++;
                if (record.Payload.IndexOf("key=\"auspex-test-storm\""u8) >= 0) events++;
            }
        }

        return (records, events, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
