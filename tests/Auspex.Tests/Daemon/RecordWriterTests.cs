using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Records;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Tables;
using Auspex.Tests.Daemon.Logs;
using Auspex.Tests.Interpretation;
using Auspex.Threads;

namespace Auspex.Tests.Daemon;

/// <summary>From the kernel's text to the log.</summary>
public sealed class RecordWriterTests
{
    private readonly MemoryDisk disk = new();
    private readonly NotedActions actions = new();
    private readonly DaemonConfig config = new() { IsEnriched = false };

    [Fact]
    public void Records_are_lines_and_ends_of_events_are_not()
    {
        var writer = Make([]);
        Batch(writer, (RecordType.Cwd, "audit(5.000:7): cwd=\"/a\nb\" "), (RecordType.Eoe, "audit(5.000:7): "), ((RecordType)1999, "audit(5.000:8): x=1"));
        Assert.Equal("type=CWD msg=audit(5.000:7): cwd=\"/a b\"\ntype=UNKNOWN[1999] msg=audit(5.000:8): x=1\n", disk.Text(config.LogFile));
    }

    [Fact]
    public void Sinks_are_handed_what_the_log_holds_and_ends_of_events()
    {
        var sink = new NotingSink();
        var writer = Make([sink]);
        Batch(writer, (RecordType.Cwd, "audit(5.000:7): cwd=\"/\""), (RecordType.Eoe, "audit(5.000:7): "));
        Assert.Equal(["type=CWD msg=audit(5.000:7): cwd=\"/\" | audit(5.000:7): cwd=\"/\"", "type=EOE msg=audit(5.000:7): | audit(5.000:7):", "end"], sink.Notes);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1013)]
    [InlineData(1200)]
    [InlineData(1329)]
    public void Parts_of_the_protocol_are_no_records(int type)
    {
        var writer = Make([]);
        Batch(writer, ((RecordType)type, "audit(5.000:7): x"));
        Assert.Equal("", disk.Text(config.LogFile));
    }

    [Fact]
    public void Missing_serials_are_told_in_the_log()
    {
        var writer = Make([]);
        Batch(writer, (RecordType.Login, "audit(5.000:7): pid=1"), (RecordType.Login, "audit(6.000:10): pid=1"));
        writer.Settle();
        Assert.EndsWith(": op=lost cause=serials count=2 first=8 last=9 from=5.000 to=6.000 res=failed\n", disk.Text(config.LogFile), StringComparison.Ordinal);
        Assert.Equal(2, writer.LostBy(LossCause.Serials));
    }

    [Fact]
    public void A_restart_tells_what_came_meanwhile()
    {
        var writer = Make([]);
        writer.ContinueFrom(new LogTail(0, 7, true, 5000, [], false));
        Batch(writer, (RecordType.Login, "audit(6.000:10): pid=1"));
        Assert.Contains("type=DAEMON_ERR", disk.Text(config.LogFile), StringComparison.Ordinal);
        Assert.Contains(": op=lost cause=restart count=2 first=8 last=9 from=5.000 to=6.000 res=failed\n", disk.Text(config.LogFile), StringComparison.Ordinal);
    }

    /// <summary>The first call that ends after the start may have begun long before.</summary>
    [Fact]
    public void A_restart_never_ends_before_it_began()
    {
        var writer = Make([]);
        writer.ContinueFrom(new LogTail(0, 7, true, 5000, [], false));
        Batch(writer, (RecordType.Login, "audit(1.000:10): pid=1"));
        Assert.Contains(" cause=restart count=2 first=8 last=9 from=5.000 to=5.000 ", disk.Text(config.LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_was_cut_by_the_end_counts_as_lost()
    {
        var writer = Make([]);
        writer.ContinueFrom(new LogTail(12, 7, false, 5000, [], false));
        Batch(writer, (RecordType.Login, "audit(6.000:8): pid=1"));
        Assert.Contains(" cause=restart count=1 first=7 last=7 ", disk.Text(config.LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_disk_refused_is_told_once_there_is_room()
    {
        var writer = Make([]);
        disk.Capacity = 60;
        for (var i = 0; i < 10; i++) Batch(writer, (RecordType.Login, string.Create(CultureInfo.InvariantCulture, $"audit({i}.000:{i + 1}): pid=1")));
        disk.Capacity = 1 << 20;
        Batch(writer, (RecordType.Login, "audit(11.000:11): pid=1"));
        var text = disk.Text(config.LogFile);
        Assert.Contains(" op=lost cause=disk count=9 first=2 last=10 from=1.000 to=9.000 res=failed\n", text, StringComparison.Ordinal);
        Assert.Equal(9, writer.LostBy(LossCause.Disk));
    }

    [Fact]
    public void A_sender_is_told_what_became_of_its_record()
    {
        var writer = Make([]);
        Assert.Equal(NetworkOutcome.Written, writer.WriteNetworkRecord("node=a type=LOGIN msg=audit(1.000:1): pid=1"u8));
        disk.Capacity = 10;
        Assert.Equal(NetworkOutcome.DiskFull, writer.WriteNetworkRecord("node=a type=LOGIN msg=audit(1.000:2): pid=1"u8));
        (disk.Capacity, disk.WriteError) = (1 << 20, 5);
        Assert.Equal(NetworkOutcome.DiskError, Make([]).WriteNetworkRecord("node=a type=LOGIN msg=audit(1.000:2): pid=1"u8));
    }

    [Fact]
    public void Enrichment_is_the_same_remembered_or_not()
    {
        var names = new Names();
        var formatter = new RecordFormatter(names, default);
        var plain = new Enrichment(names);
        foreach (var uid in (int[])[0, 0, 7, 7, 0])
        {
            var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"audit(1.000:1): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2 ppid=1 pid=2 auid={uid} uid={uid} gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none) ses=1 comm=\"x\" exe=\"/x\" key=(null)"));
            var record = Auspex.Records.RecordReader.ParseKernel(RecordType.Syscall, text);
            var expected = new Auspex.Text.ByteBuffer();
            Assert.True(plain.Append(record, expected));
            var line = Encoding.ASCII.GetString(formatter.Format(RecordType.Syscall, RecordOrigin.Kernel, text, record).Line);
            Assert.Equal($"type=SYSCALL msg={Encoding.ASCII.GetString(text)}\u001d{Encoding.ASCII.GetString(expected.Written)}", line);
        }
    }

    [Fact]
    public void Nothing_is_allocated_per_record()
    {
        // Without a log, whose memory disk grows.
        var quiet = config with { WritesLogs = false, IsEnriched = true };
        var writer = new RecordWriter(
            new LogWriter(disk, quiet, actions), quiet, default, new Names(), new DaemonStamps(TimeProvider.System, 5), [new SilentSink()]);
        var text = "audit(1.000:1): cwd=\"/\""u8.ToArray();
        Write(10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(10_000);
#if DEBUG
        const int perRecord = 200; // unoptimised, the runtime boxes what it compares
#else
        const int perRecord = 0;
#endif
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000 + (10_000 * perRecord));

        void Write(int count)
        {
            writer.BeginBatch();
            for (var i = 0; i < count; i++) writer.Write(RecordType.Cwd, text);
            writer.EndBatch();
        }
    }

    [Fact]
    public void A_database_of_users_that_sleeps_does_not_hold_the_log_up()
    {
        var machine = new SleepingNames();
        using var names = new PatientNames(machine, TimeSpan.FromMilliseconds(20), new WorkerFailures());
        var writer = MakeEnriched(names);
        for (var serial = 1; serial <= 300; serial++) Batch(writer, Call(serial, serial)); // each of another user
        var text = disk.Text(config.LogFile);
        for (var serial = 1; serial <= 300; serial++) Assert.Contains($":{serial}): arch=c000003e syscall=2 auid=0 uid={serial} ", text, StringComparison.Ordinal);
        Assert.Contains("UID=\"unknown(300)\"", text, StringComparison.Ordinal);

        // What was late is known once it has come, also where the same ids come again.
        machine.Answers.Set();
        Assert.True(SpinWait.SpinUntil(() => names.TryGetUser(300, out _), 60_000));
        Batch(writer, Call(301, 300));
        Assert.Contains("UID=\"user-300\"", disk.Text(config.LogFile).Split("audit(5.000:301)")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_account_has_its_new_name_from_the_next_record_on()
    {
        var machine = new SleepingNames();
        machine.Answers.Set();
        using var names = new PatientNames(machine, TimeSpan.FromMinutes(5), new WorkerFailures());
        var writer = MakeEnriched(names);
        Batch(writer, Call(1, 7), Call(2, 7));
        machine.Prefix = "renamed-";
        Batch(writer, Call(3, 7), (RecordType.UserMgmt, "audit(5.000:4): pid=1 uid=0 auid=0 ses=1 msg='op=changing-name id=7'"), Call(5, 7));
        var lines = disk.Text(config.LogFile).Split('\n');
        foreach (var line in lines[..3]) Assert.Contains("UID=\"user-7\"", line, StringComparison.Ordinal);
        Assert.Contains("UID=\"renamed-7\"", lines[4], StringComparison.Ordinal);
    }

    private static (RecordType Type, string Text) Call(int serial, int user) =>
        (RecordType.Syscall, $"audit(5.000:{serial}): arch=c000003e syscall=2 auid=0 uid={user} gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none)");

    private RecordWriter MakeEnriched(PatientNames names)
    {
        var log = new LogWriter(disk, config, actions);
        Assert.Equal(0, log.Open());
        return new RecordWriter(log, config with { IsEnriched = true }, default, names, new DaemonStamps(TimeProvider.System, 5), []) { ForgetNames = names.Forget };
    }

    private RecordWriter Make(IReadOnlyList<IDaemonSink> sinks)
    {
        var log = new LogWriter(disk, config, actions);
        Assert.Equal(0, log.Open());
        return new RecordWriter(log, config, default, new Names(), new DaemonStamps(TimeProvider.System, 5), sinks);
    }

    private static void Batch(RecordWriter writer, params (RecordType Type, string Text)[] records)
    {
        writer.BeginBatch();
        foreach (var (type, text) in records) writer.Write(type, Encoding.ASCII.GetBytes(text));
        writer.EndBatch();
    }

    private sealed class Names : IUserNames
    {
        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = uid == 0 ? "root"u8 : default;
            return uid == 0;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }

    private sealed class SilentSink : IDaemonSink
    {
        public void OnRecord(in DaemonRecord record)
        {
            // nothing is kept
        }

        public void OnBatchEnd()
        {
            // nor told
        }
    }

    private sealed class NotingSink : IDaemonSink
    {
        public List<string> Notes { get; } = [];

        public void OnRecord(in DaemonRecord record) =>
            Notes.Add($"{Encoding.ASCII.GetString(record.Line)} | {Encoding.ASCII.GetString(record.Payload)}");

        public void OnBatchEnd() => Notes.Add("end");
    }
}
