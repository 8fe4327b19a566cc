using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Processes;

/// <summary>A million damaged records from reader to lines of output: nothing throws, hangs or grows, and every life makes sense.</summary>
[Collection(MemoryCollection.Name)]
public sealed class FuzzTests
{
    private const int BlockRecords = 64;
    private const int MaxProcesses = 10_000;
    private const int MaxLineBytes = 2000;

    private static int Records =>
#if DEBUG
        30_000;
#else
        1_000_000;
#endif

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_million_damaged_records_make_lives_that_make_sense(bool hasAccounting)
    {
        var random = Seeded.New(out var seed);
        var lives = new RandomLives(new Random(random.Next()));
        var sink = new SenseCheck(seed);
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { HasAccounting = hasAccounting, MaxProcesses = MaxProcesses, MaxWaiting = 10_000 });
        using var deaths = new RandomDeaths(new Random(random.Next()), lives.Milliseconds, lives.Milliseconds + (Records * 2));
        var replay = new ProcessReplay(lifecycle, hasAccounting ? deaths : null);
        var assembler = new EventAssembler(replay, new AssemblerOptions { Keep = Lifecycle.Keeps });
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Feed(random, lives, assembler);
        Assert.True(lifecycle.Table.Living.Count <= MaxProcesses, seed);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        assembler.Flush();
        replay.Finish();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{assembler.Records} records, {assembler.Events} events, {sink.Steps} steps, {sink.Losses} losses, {held >> 10} KiB held, {watch.Elapsed}");
        Assert.True(assembler.Records > Records && sink.Steps > Records / 20, seed);
        Assert.True(held < 48 << 20, $"{seed}: {held} bytes held");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(120), $"{seed}: {watch.Elapsed}");
        GC.KeepAlive(lifecycle);
    }

    [Fact]
    public void A_chain_of_forks_told_backwards_does_not_exhaust_the_stack()
    {
        const int count = 20_000;
        var sink = new SenseCheck("no seed");
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions());
        var log = new HostileLog(lifecycle);
        log.Add(1000, 59, "success=yes exit=0", pid: 1000, parent: 1);
        log.Add(1200, 59, "success=yes exit=0", pid: 1000, parent: 1);
        for (var i = count; i >= 1; i--) log.Add(-100_000 - i, 57, $"success=yes exit={2001 + i}", pid: 2000 + i, parent: 1000);
        log.Add(1400, 59, "success=yes exit=0", pid: 1000, parent: 1);
        log.Add(1500, 57, "success=yes exit=2001", pid: 1000, parent: 1);
        log.End();
        Assert.Equal(count + 2, lifecycle.Table.Living.Count);
    }

    [Fact]
    public void Forks_whose_children_are_heard_of_late_are_not_kept_for_ever()
    {
        var lifecycle = new Lifecycle(new SenseCheck("no seed"), null, new LifecycleOptions());
        var log = new HostileLog(lifecycle);
        var held = new long[2];
        for (var i = 0; i < 300_000; i++)
        {
            log.Add(i, 435, $"success=yes exit={2000 + (i % 30_000)}", pid: 1000, parent: 1);
            if (i > 1000) log.Add(i, 231, "", pid: 2000 + ((i - 1000) % 30_000), parent: 1000);
            if (i is 149_999 or 299_999) held[i / 150_000] = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.True(held[1] - held[0] < 4 << 20, $"{held[0]} bytes became {held[1]}");
        log.End();
    }

    /// <summary>Lines, half of them damaged, in blocks that a reader reads.</summary>
    private static void Feed(Random random, RandomLives lives, EventAssembler assembler)
    {
        var mutator = new Mutator(random);
        var block = new byte[BlockRecords * (MaxLineBytes + 200)];
        for (var count = 0; count <= Records; count += BlockRecords)
        {
            var length = 0;
            for (var i = 0; i < BlockRecords; i++)
            {
                var line = lives.Next();
                line.CopyTo(block, length);
                length += random.Next(2) == 0 ? line.Length : mutator.Damage(line, block.AsSpan(length, line.Length + 199));
                block[length++] = (byte)'\n';
            }

            var reader = new RecordReader(block.AsSpan(0, length), isFinal: true);
            while (reader.TryRead(out var record)) Assert.True(assembler.Push(record));
        }
    }

    /// <summary>Writes every step both ways, and checks that each process is born, runs and dies, once and in this order.</summary>
    private sealed class SenseCheck : IProcessSink, IUserNames
    {
        private readonly string seed;
        private readonly HashSet<ProcessKey> living = [];
        private readonly LineBuffer line = new();
        private readonly ProcessJson json;
        private readonly ProcessText text;

        public SenseCheck(string seed)
        {
            this.seed = seed;
            json = new ProcessJson(line, this, "0b007000");
            text = new ProcessText(line, this, new ProcessTextOptions());
        }

        public long Steps { get; private set; }

        public long Losses { get; private set; }

        public void OnProcess(in ProcessEvent step)
        {
            Steps++;
            var key = step.Process.Key;
            var makesSense = step.Kind switch
            {
                ProcessEventKind.Fork => living.Add(key) && step.Process.End is null,
                ProcessEventKind.Exec => living.Contains(key) && step.Process.End is null,
                ProcessEventKind.Exit => living.Remove(key) && step.Process.End is not null,
                _ => false,
            };
            if (!makesSense) Assert.Fail($"{seed}: {step.Kind} of {key} at step {Steps}");
            line.Clear();
            json.Append(step);
            if (line.Written[^1] != (byte)'\n' || line.Written[..^1].Contains((byte)'\n')) Assert.Fail($"{seed}: not one line at step {Steps}");
            text.Append(step);
        }

        public void OnLost(in Loss loss)
        {
            Losses++;
            if (loss.FromMilliseconds > loss.ToMilliseconds) Assert.Fail($"{seed}: {loss}");
            if (loss.Reason == LossReason.TableFull) living.Clear(); // who was forgotten is not told
            line.Clear();
            json.Append(loss);
            text.Append(loss);
        }

        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = "root"u8;
            return uid == 0;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }

    /// <summary>System calls that somebody made up.</summary>
    private sealed class HostileLog(Lifecycle lifecycle)
    {
        private readonly EventAssembler assembler = new(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        private uint serial;

        public void Add(long milliseconds, int number, string result, int pid, int parent)
        {
            var time = 1_700_000_000_000 + milliseconds;
            var stamp = string.Create(CultureInfo.InvariantCulture, $"msg=audit({time / 1000}.{time % 1000:d3}:{++serial}): ");
            assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes(
                $"type=SYSCALL {stamp}arch=c000003e syscall={number} {result} a0=0 ppid={parent} pid={pid} auid=0 uid=0 euid=0 ses=1 comm=\"s\" exe=\"/s\"")));
            assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes($"type=PROCTITLE {stamp}proctitle=\"s\"")));
        }

        public void End()
        {
            assembler.Flush();
            lifecycle.Flush();
        }
    }
}
