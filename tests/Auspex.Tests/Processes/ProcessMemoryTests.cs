using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Processes;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Processes;

/// <summary>What is remembered of processes is bounded in bytes, whatever they are called with.</summary>
public sealed class ProcessMemoryTests
{
    private const int ArgumentBytes = 100_000;
    private const string Who = "auid=1000 uid=1000 gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000 tty=pts0 ses=3 comm=\"chain\" exe=\"/tmp/chain\" key=\"auspex-process\"";
    private static readonly string Large = new('A', ArgumentBytes);

    private long serial;
    private long milliseconds = 1_795_000_000_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chain_of_processes_that_each_make_the_next_and_end_leaves_little_behind(bool isLive)
    {
        var sink = new Sums();
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { IsLive = isLive });
        var assembler = new EventAssembler(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        long most = 0;
        for (var depth = 0; depth < 64; depth++)
        {
            for (var chain = 0; chain < 8; chain++)
            {
                var pid = 10_000 + (100 * chain) + depth;
                Exec(assembler, pid, pid - 1);
                Exec(assembler, pid, pid - 1);
                Fork(assembler, pid, pid + 1);
                Exit(assembler, pid, pid - 1);
                Advance(lifecycle, assembler, isLive);
                most = Math.Max(most, lifecycle.RememberedBytes);
            }
        }

        assembler.Flush();
        lifecycle.Flush();
        Assert.Equal(64 * 8 * 2, sink.Execs);
        Assert.Equal(64L * 8 * 2 * (ArgumentBytes + 6), sink.ExecBytes); // each exec was told whole
        Assert.True(sink.MostElsewhere < 2048, $"a fork or an exit carried {sink.MostElsewhere} bytes of arguments");
        Assert.InRange(most, 1, (8 << 20) + (1 << 20));
        Assert.InRange(Reachable(lifecycle), 0, 100_000);
    }

    [Fact]
    public void When_the_budget_is_used_up_later_processes_keep_no_arguments_and_say_so()
    {
        var sink = new Sums();
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { MaxImageBytes = 100_000 });
        var assembler = new EventAssembler(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        for (var pid = 1000; pid < 2000; pid++) Exec(assembler, pid, 1);
        assembler.Flush();
        lifecycle.Flush();
        Assert.InRange(lifecycle.RememberedBytes, 50_000, 115_000); // paths are kept
        var images = lifecycle.Table.Living.OrderBy(p => p.Pid).Select(p => p.Image).ToList();
        Assert.All(images, i => Assert.True(i.ArgumentsCut));
        Assert.NotNull(images[0].Arguments); // what was known before is not pushed out
        Assert.Null(images[^1].Arguments);
        Assert.All(images, i => Assert.Equal("/tmp/chain"u8.ToArray(), i.Exe));
    }

    [Fact]
    public void Execs_that_wait_for_their_forks_do_not_wait_with_more_bytes_than_they_may()
    {
        var sink = new Sums();
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { MaxWaitingBytes = 1 << 20 });
        var assembler = new EventAssembler(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        long most = 0;
        for (var pid = 1000; pid < 1200; pid++)
        {
            Exec(assembler, pid, pid - 1);
            most = Math.Max(most, lifecycle.RememberedBytes);
        }

        Assert.InRange(most, 1 << 19, (1 << 20) + (1 << 19));
        assembler.Flush();
        lifecycle.Flush();
        Assert.Equal(200, sink.Execs);
        Assert.All(lifecycle.Table.Living.Where(p => p.Pid > 1000), p => Assert.Equal(p.Pid - 1, p.Parent?.Pid));
    }

    [Fact]
    public void Ancestors_that_ended_long_ago_give_way_to_those_that_live()
    {
        var lifecycle = new Lifecycle(new Sums(), null, new LifecycleOptions());
        var assembler = new EventAssembler(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        for (var pid = 100; pid < 110; pid++)
        {
            Exec(assembler, pid, pid - 1, large: false);
            Fork(assembler, pid, pid + 1);
            if (pid > 100) Exit(assembler, pid, pid - 1);
        }

        for (var pid = 10_000; pid < 15_000; pid++)
        {
            Fork(assembler, 1, pid);
            Exit(assembler, pid, 1);
        }

        assembler.Flush();
        lifecycle.Flush();
        Assert.True(lifecycle.Table.TryGet(110, out var last));
        Assert.Equal((109, 100), (last.Parent?.Pid, last.Parent?.Parent?.Pid));
    }

    private void Exec(EventAssembler assembler, int pid, int ppid, bool large = true)
    {
        Push(assembler, RecordType.Syscall, $"arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=8 items=2 ppid={ppid} pid={pid} {Who}");
        Push(assembler, RecordType.Execve, large ? $"argc=2 a0=\"chain\" a1=\"{Large}\"" : "argc=1 a0=\"chain\"");
        Push(assembler, RecordType.Proctitle, "proctitle=\"chain\"");
        serial++;
    }

    private void Fork(EventAssembler assembler, int pid, int child)
    {
        Push(assembler, RecordType.Syscall, $"arch=c000003e syscall=57 success=yes exit={child} a0=0 a1=0 a2=0 a3=0 items=0 ppid={(pid == 1 ? 0 : pid - 1)} pid={pid} {Who}");
        Push(assembler, RecordType.Proctitle, "proctitle=\"chain\"");
        serial++;
    }

    private void Exit(EventAssembler assembler, int pid, int ppid)
    {
        Push(assembler, RecordType.Syscall, $"arch=c000003e syscall=231 a0=0 a1=0 a2=0 a3=0 items=0 ppid={ppid} pid={pid} {Who}");
        Push(assembler, RecordType.Proctitle, "proctitle=\"chain\"");
        serial++;
    }

    private void Push(EventAssembler assembler, RecordType type, string body) => _ = assembler.Push(RecordReader.ParseKernel(
        type, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"audit({milliseconds / 1000}.{milliseconds % 1000:D3}:{serial}): {body}"))));

    private void Advance(Lifecycle lifecycle, EventAssembler assembler, bool isLive)
    {
        milliseconds += 40;
        if (!isLive) return;
        assembler.Advance(milliseconds);
        lifecycle.Advance(milliseconds, milliseconds);
    }

    /// <summary>Bytes of distinct arrays that images hold, of those that live, their ancestors, and what these ran before.</summary>
    private static long Reachable(Lifecycle lifecycle)
    {
        var arrays = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);
        foreach (var living in lifecycle.Table.Living)
        {
            for (var process = living; process is not null; process = process.Parent)
            {
                for (var image = process.Image; image is not null; image = image.Previous)
                {
                    foreach (var array in (ReadOnlySpan<byte[]?>)[image.Arguments, image.Exe, image.Cwd, image.Script])
                    {
                        if (array is not null) arrays.Add(array);
                    }
                }
            }
        }

        return arrays.Sum(a => (long)a.Length);
    }

    private sealed class Sums : IProcessSink
    {
        public int Execs { get; private set; }

        public long ExecBytes { get; private set; }

        public int MostElsewhere { get; private set; }

        public void OnProcess(in ProcessEvent step)
        {
            var bytes = step.Process.Image.Arguments?.Length ?? 0;
            if (step.Kind == ProcessEventKind.Exec)
            {
                Execs++;
                ExecBytes += bytes - 1;
            }
            else
            {
                MostElsewhere = Math.Max(MostElsewhere, bytes);
            }
        }

        public void OnLost(in Loss loss)
        {
        }
    }
}
