using System.Diagnostics;
using System.IO.Pipes;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;

namespace Auspex.Tests.Linux.Loop;

public sealed class PollerTests
{
    [Fact]
    public void It_finds_the_descriptor_that_has_something_to_read()
    {
        using var first = new AnonymousPipeServerStream(PipeDirection.In);
        using var second = new AnonymousPipeServerStream(PipeDirection.In);
        var poller = new Poller();
        var a = poller.Add((int)first.SafePipeHandle.DangerousGetHandle());
        var b = poller.Add((int)second.SafePipeHandle.DangerousGetHandle());
        Assert.Equal(0, poller.Wait(0));

        var writer = new FdWriter((int)second.ClientSafePipeHandle.DangerousGetHandle());
        writer.Write("x"u8);
        Assert.True(writer.Flush());
        Assert.Equal(1, poller.Wait(-1));
        Assert.True(!poller.IsReady(a) && poller.IsReady(b));

        poller.Replace(b, -1);
        Assert.Equal(0, poller.Wait(1));
        first.DisposeLocalCopyOfClientHandle(); // an end is something to read
        Assert.Equal(1, poller.Wait(-1));
        Assert.True(poller.IsReady(a));
    }

    [Fact]
    public void Without_descriptors_it_waits_for_the_time()
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(0, new Poller().Wait(30));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(29));
    }

    [Fact]
    public void A_signal_is_kept_and_wakes_the_loop()
    {
        using var latch = new SignalLatch();
        var poller = new Poller();
        var index = poller.Add(latch.Descriptor);
        Assert.Equal((0, CaughtSignals.None), (poller.Wait(0), latch.Take()));
        Assert.Equal(0, Libc.kill(Environment.ProcessId, 1)); // SIGHUP
        for (var i = 0; i < 100 && poller.Wait(100) == 0; i++)
        {
            // a signal to ourselves interrupts the wait itself
        }

        Assert.True(poller.IsReady(index));
        Assert.Equal(CaughtSignals.Hangup, latch.Take());
        Assert.Equal((0, CaughtSignals.None), (poller.Wait(0), latch.Take()));
    }

    [Fact]
    public void Clocks_go_forward_and_agree()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Assert.InRange(Clock.RealtimeMilliseconds - before, 0, 1000);
        Assert.InRange(Clock.RealtimeMilliseconds - Clock.CoarseRealtimeMilliseconds, 0, 20);
        var monotonic = Clock.MonotonicNanoseconds;
        Assert.True(Clock.MonotonicNanoseconds > monotonic);
        Assert.InRange(Clock.BootMilliseconds, Clock.MonotonicMilliseconds - 1, long.MaxValue);
    }

    [Fact]
    public void A_pipe_is_no_terminal()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var fd = (int)pipe.SafePipeHandle.DangerousGetHandle();
        Assert.False(Terminal.IsTerminal(fd));
        Assert.False(Terminal.TryGetSize(fd, out var columns, out var rows));
        Assert.Equal((0, 0), (columns, rows));
    }

    [Fact]
    public void The_machine_has_a_name()
    {
        Assert.Equal(Environment.ProcessId, Machine.ProcessId);
        Assert.NotEmpty(Machine.Architecture);
    }
}
