using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Records;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>What the log holds after a power cut is what flush promised, and what is missing is told by the next start.</summary>
public sealed class PowerCutTests
{
    private const string Log = "/var/log/audit/audit.log";
    private const int Runs = 50;

    /// <summary>A record before: where nothing at all is left, nobody can know what is missing.</summary>
    private const string Before = "type=LOGIN msg=audit(1000.000:1): pid=1\n";

    [Theory]
    [InlineData(FlushMode.None)]
    [InlineData(FlushMode.Incremental)]
    [InlineData(FlushMode.IncrementalAsync)]
    [InlineData(FlushMode.Data)]
    [InlineData(FlushMode.Sync)]
    internal void After_a_cut_there_is_what_flush_promised_and_the_rest_is_told(FlushMode flush)
    {
        var losses = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var config = new DaemonConfig
            {
                LogFile = Log,
                Flush = flush,
                FlushFrequency = random.Next(1, 60),
                IsEnriched = false,
                MaxLogMebibytes = 1,
                LogCount = 9,
                MaxLogAction = new(DaemonAction.Rotate),
            };
            var disk = new PowerDisk(random);
            disk.Store(Log, Encoding.ASCII.GetBytes(Before));
            var noted = new NotedLines();
            var padding = seed % 10 == 0 ? 5000 : random.Next(200); // the long ones rotate
            disk.CallsLeft = random.Next(2, 30);
            var (last, batch) = WriteUntilCut(Start(disk, config, noted), random, padding);
            var requested = LinesIn(disk.Read(Log).AsSpan(0, (int)disk.RequestedBytes));
            var synced = LinesIn(disk.Read(Log).AsSpan(0, (int)disk.SyncedBytes));
            disk.Cut();

            var kept = disk.Read(Log);
            var lines = Encoding.ASCII.GetString(kept).Split('\n')[1..^1];
            for (var i = 0; i < Math.Min(lines.Length, noted.Lines.Count); i++) Assert.Equal(noted.Lines[i], lines[i]);
            var promised = flush switch
            {
                FlushMode.Data or FlushMode.Sync => noted.Ended,
                FlushMode.Incremental => noted.Lines.Count - config.FlushFrequency + 1,
                FlushMode.IncrementalAsync => synced,
                _ => 0,
            };
            Assert.True(lines.Length >= promised, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {lines.Length} lines, not {promised} of {noted.Lines.Count}"));
            if (flush == FlushMode.IncrementalAsync) Assert.True(noted.Lines.Count - requested < config.FlushFrequency + batch, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: no sync was asked for beyond line {requested} of {noted.Lines.Count}"));
            losses += AssertContinues(disk, config, last + (uint)random.Next(1, 50), seed);
        }

        Assert.True(losses > 0, "the cuts did no harm");
    }

    [Fact]
    public void A_batch_that_ends_with_a_full_buffer_is_flushed_like_any_other()
    {
        var disk = new PowerDisk(new Random(1));
        var config = new DaemonConfig { LogFile = Log, Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, IsEnriched = false };
        var writer = Start(disk, config, new NotedLines());
        writer.BeginBatch();
        for (uint i = 2; disk.Read(Log).Length == 0; i++) WriteParts(writer, i, parts: 1, padding: 1000);
        writer.EndBatch();
        Assert.Equal(disk.Read(Log).Length, disk.RequestedBytes);
    }

    [Fact]
    public void A_log_that_another_one_takes_the_place_of_is_synced_first()
    {
        var random = new Random(1);
        var disk = new PowerDisk(random);
        var config = new DaemonConfig { LogFile = Log, Flush = FlushMode.Incremental, FlushFrequency = 1000, IsEnriched = false };
        var writer = Start(disk, config, new NotedLines());
        WriteEvent(writer, 2, parts: 1, padding: 10);
        writer.Reconfigure(config with { LogFile = "/other/audit.log" }, default);
        WriteEvent(writer, 3, parts: 1, padding: 10);
        Assert.Equal(disk.Read(Log).Length, disk.SyncedBytes);
    }

    /// <summary>The next start: half a line goes, and every serial is in the log, whole, or within a loss that it tells.</summary>
    /// <returns>How many are not in the log.</returns>
    private static int AssertContinues(PowerDisk disk, DaemonConfig config, uint next, int seed)
    {
        var bytes = disk.Read(Log);
        var tail = LogTail.Read(bytes, 0);
        Assert.Equal(bytes.Length - bytes.AsSpan().LastIndexOf((byte)'\n') - 1, tail.TornBytes);
        disk.TakeOff(Log, tail.TornBytes);
        var writer = Start(disk, config, new NotedLines());
        writer.WriteDaemonRecord(RecordType.DaemonStart, "op=start res=success");
        writer.ContinueFrom(tail);
        WriteEvent(writer, next, parts: 1, padding: 0);

        var parts = new Dictionary<uint, int>();
        var lost = new List<(uint First, uint Last)>();
        var reader = new RecordReader(disk.Read(Log), isFinal: true);
        while (reader.TryRead(out var record))
        {
            Assert.Equal(RecordError.None, record.Error);
            if (record.Type == RecordType.DaemonErr)
            {
                Assert.True(record.TryGetField("cause"u8, out var cause) && cause.SequenceEqual("restart"u8));
                Assert.True(record.TryGetField("first"u8, out var first) & record.TryGetField("last"u8, out var end));
                lost.Add((Number(first), Number(end)));
            }
            else if (record.Type != RecordType.DaemonStart)
            {
                parts[(uint)record.Stamp.Serial] = parts.GetValueOrDefault((uint)record.Stamp.Serial) + (record.Type == RecordType.Login ? 3 : 1);
            }
        }

        var missing = 0;
        for (uint serial = 1; serial <= next; serial++)
        {
            if (parts.GetValueOrDefault(serial) == 3) continue;
            missing++;
            Assert.True(lost.Exists(l => l.First <= serial && serial <= l.Last), string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {serial} is missing and not told of"));
        }

        return missing;
    }

    /// <summary>Batches of events, some of one record and some of three.</summary>
    /// <returns>The last serial, and the records of the last batch.</returns>
    private static (uint Last, int Batch) WriteUntilCut(RecordWriter writer, Random random, int padding)
    {
        var (serial, batch) = (1u, 0);
        try
        {
            while (true)
            {
                batch = 0;
                var events = random.Next(1, 30);
                writer.BeginBatch();
                for (var i = 0; i < events; i++)
                {
                    serial++;
                    var parts = random.Next(2) == 0 ? 1 : 3;
                    batch += parts;
                    WriteParts(writer, serial, parts, padding);
                }

                writer.EndBatch();
            }
        }
        catch (PowerCutException)
        {
            return (serial, batch);
        }
    }

    private static void WriteEvent(RecordWriter writer, uint serial, int parts, int padding)
    {
        writer.BeginBatch();
        WriteParts(writer, serial, parts, padding);
        writer.EndBatch();
    }

    private static void WriteParts(RecordWriter writer, uint serial, int parts, int padding)
    {
        RecordType[] types = parts == 1 ? [RecordType.Login] : [RecordType.Syscall, RecordType.Cwd, RecordType.Proctitle];
        foreach (var type in types)
            writer.Write(type, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"audit({1000 + serial}.000:{serial}): x={new string('x', padding)}")));
    }

    private static RecordWriter Start(PowerDisk disk, DaemonConfig config, NotedLines noted)
    {
        var calls = disk.CallsLeft;
        disk.CallsLeft = int.MaxValue;
        var log = new LogWriter(disk, config, new NotedActions());
        Assert.Equal(0, log.Open());
        disk.CallsLeft = calls;
        return new RecordWriter(log, config, default, new NoNames(), new DaemonStamps(TimeProvider.System, 5), [noted]);
    }

    private static int LinesIn(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') - 1;

    private static uint Number(ReadOnlySpan<byte> text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The lines as the log was given them.</summary>
    private sealed class NotedLines : IDaemonSink
    {
        public List<string> Lines { get; } = [];

        /// <summary>Lines whose batch has ended.</summary>
        public int Ended { get; private set; }

        public void OnRecord(in DaemonRecord record) => Lines.Add(Encoding.ASCII.GetString(record.Line));

        public void OnBatchEnd() => Ended = Lines.Count;
    }

    private sealed class NoNames : IUserNames
    {
        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = default;
            return false;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }
}
