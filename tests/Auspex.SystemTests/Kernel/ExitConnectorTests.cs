using System.Diagnostics;
using Auspex.Linux.Connector;
using Auspex.Linux.Loop;

namespace Auspex.SystemTests.Kernel;

/// <summary>What the kernel's process connector tells, on kernels that can filter. It changes nothing that others could notice.</summary>
public sealed class ExitConnectorTests : IDisposable
{
    /// <summary>The leading thread leaves with code 3, two others with 0 and 4, the last two are killed.</summary>
    private const string Program = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <stdio.h>
        #include <unistd.h>
        #include <sys/syscall.h>
        static void *leave(void *code) { syscall(SYS_exit, (int)(long)code); return 0; }
        static void *stay(void *unused) { for (;;) pause(); return unused; }
        int main(void)
        {
            pthread_t thread;
            pthread_create(&thread, 0, leave, (void *)0);
            pthread_create(&thread, 0, leave, (void *)4);
            pthread_create(&thread, 0, stay, 0);
            pthread_create(&thread, 0, stay, 0);
            usleep(20000);
            puts("ready");
            fflush(stdout);
            syscall(SYS_exit, 3);
        }
        """;

    private readonly string path = Directory.CreateTempSubdirectory("auspex-exits-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void The_signal_that_kills_what_a_leading_thread_left_is_told()
    {
        using var connector = Start();
        using var process = Process.Start(new ProcessStartInfo(Compile()) { UseShellExecute = false, RedirectStandardOutput = true })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        Thread.Sleep(20); // until the leading thread has left
        ReceiverTests.Shell($"kill -USR1 {process.Id}");
        process.WaitForExit();
        var ends = Collect(connector, process.Id, 4);
        Assert.Equal([0x400, 0x300, 10, 10], ends.Select(e => e.Status).OrderDescending());
        Assert.Equal(process.Id, Assert.Single(ends, e => e.Status == 0x300).ThreadId);
        Assert.All(ends.Where(e => e.Status != 0x300), e => Assert.NotEqual(process.Id, e.ThreadId));
        var now = Clock.MonotonicNanoseconds;
        Assert.All(ends, e => Assert.InRange(e.MonotonicNanoseconds, now - 10_000_000_000, now));
        Assert.Equal((0, 0, 0), (connector.Counters.Overruns, connector.Counters.Foreign, connector.Counters.Malformed));
    }

    [Fact]
    public void Ends_with_code_0_are_not_told_and_others_are_whole_and_without_allocation()
    {
        const int each = 400;
        using var connector = Start();
        _ = connector.Receive(out _); // warm, as are the clock and the pause
        Poller.Sleep(1);
        using var shell = Process.Start("/bin/sh", ["-c", $"i=0; while [ $i -lt {each} ]; do (exit 0); (exit 77); i=$((i+1)); done"]);
        int told = 0, zero = 0;
        var deadline = Clock.MonotonicMilliseconds + 20_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (told < each && Clock.MonotonicMilliseconds < deadline)
        {
            _ = connector.Receive(out var ends);
            foreach (var end in ends)
            {
                if (end.Status == 77 << 8) told++;
                if (end.Status == 0) zero++;
            }

            Poller.Sleep(1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        shell.WaitForExit();
        Assert.Equal((each, 0), (told, zero));
    }

    [Fact]
    public void A_full_socket_is_counted_and_does_not_stop_what_follows()
    {
        using var connector = Start();
        ReceiverTests.Shell("i=0; while [ $i -lt 4000 ]; do (exit 78); i=$((i+1)); done");
        var told = 0;
        while (connector.Receive(out var ends)) told += ends.Length;
        Assert.True(connector.Counters.Overruns > 0, $"{told} found room");
        using var process = Process.Start("/bin/sh", ["-c", "exit 79"]);
        process.WaitForExit();
        Assert.Equal(79 << 8, Assert.Single(Collect(connector, process.Id, 1)).Status);
    }

    [Fact]
    public void Once_disposed_it_can_be_started_again_and_two_do_not_disturb_each_other()
    {
        Start().Dispose();
        using var first = Start();
        using (var second = Start())
        {
            using var one = Process.Start("/bin/sh", ["-c", "exit 80"]);
            one.WaitForExit();
            Assert.Single(Collect(first, one.Id, 1));
            Assert.Single(Collect(second, one.Id, 1));
            second.Dispose();
            Assert.Throws<ObjectDisposedException>(() => second.Receive(out _));
        }

        using var two = Process.Start("/bin/sh", ["-c", "exit 81"]);
        two.WaitForExit();
        Assert.Single(Collect(first, two.Id, 1));
    }

    private static ExitConnector Start()
    {
        if (Machine.EffectiveUserId != 0) Assert.Skip("kernel tests need root");
        var connector = ExitConnector.TryStart(out var reason);
        if (connector is null) Assert.Skip(reason!);
        Assert.Null(reason);
        return connector;
    }

    private static List<ThreadExit> Collect(ExitConnector connector, int pid, int count)
    {
        var seen = new List<ThreadExit>();
        for (var i = 0; i < 500 && seen.Count < count; i++)
        {
            _ = connector.Receive(out var ends);
            foreach (var end in ends)
            {
                if (end.ProcessId == pid) seen.Add(end);
            }

            if (seen.Count < count) Thread.Sleep(5);
        }

        return seen;
    }

    private string Compile()
    {
        var program = Path.Combine(path, "leave");
        File.WriteAllText(program + ".c", Program);
        try
        {
            using var gcc = Process.Start("gcc", ["-O1", "-pthread", "-o", program, program + ".c"]);
            gcc.WaitForExit();
            Assert.Equal(0, gcc.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"gcc cannot be run: {e.Message}");
        }

        return program;
    }
}
