using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Metrics;
using Auspex.Daemon.Records;
using Auspex.Daemon.Storms;
using Auspex.Linux.Netlink;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Linux.Netlink;

/// <summary>Netlink messages that were damaged on purpose, all the way from the socket's bytes to log and events. AUSPEX_FRAMES says how many.</summary>
public sealed class MessageMutationTests : IEventVisitor
{
    private const int Damaged = 20_000;
    private const int HeaderBytes = 16;
    private const int BatchMessages = 64;

    private static readonly (RecordType Type, string Text)[] Kinds =
    [
        (RecordType.Syscall, "audit(1700000000.123:{0}): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 items=2 ppid=1 pid=2 auid=1000 uid=0 gid=0 euid=0 ses=1 comm=\"cat\" exe=\"/usr/bin/cat\" key=\"exec\""),
        (RecordType.Execve, "audit(1700000000.123:{0}): argc=2 a0=\"cat\" a1=2F746D70"),
        (RecordType.Path, "audit(1700000000.123:{0}): item=0 name=\"/usr/bin/cat\" inode=9 mode=0100755 ouid=0 ogid=0 nametype=NORMAL"),
        (RecordType.Sockaddr, "audit(1700000000.123:{0}): saddr=02000050A9FEA9FE0000000000000000"),
        (RecordType.Proctitle, "audit(1700000000.123:{0}): proctitle=636174002F746D70"),
        (RecordType.Eoe, "audit(1700000000.123:{0}): "),
        (RecordType.UserLogin, "audit(1700000000.123:{0}): pid=9 uid=0 auid=1000 ses=5 msg='op=login acct=\"root\" exe=\"/usr/sbin/sshd\" addr=192.0.2.7 res=success'"),
        (RecordType.ConfigChange, "audit(1700000000.123:{0}): op=set audit_enabled=1 old=1 auid=0 ses=1 res=1"),
    ];

    private static int Wanted =>
        int.TryParse(Environment.GetEnvironmentVariable("AUSPEX_FRAMES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Damaged;

    public bool Visit(LogEvent e) => true;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_messages_are_lines_or_nothing(bool isEnriched)
    {
        var disk = new CountingDisk();
        var config = new DaemonConfig { IsEnriched = isEnriched };
        var log = new LogWriter(disk, config, new Tests.Daemon.Logs.NotedActions());
        Assert.Equal(0, log.Open());
        var stream = new StreamSink(new EventStream(this));
        var writer = new RecordWriter(log, config, "node"u8, new FixedNames(), new DaemonStamps(TimeProvider.System, 1), [stream, new KeyCounts()])
        {
            Storms = new Governor(50, 1000),
        };
        var random = new Random(11);
        var message = new byte[16 << 10];
        for (var i = 0; i < Wanted; i++)
        {
            if (i % BatchMessages == 0) writer.BeginBatch();
            var length = Damage(random, message, i);
            if (ReceivedRecord.TryRead(message.AsSpan(0, length), out var record)) writer.Write(record.Type, record.Payload);
            if (i % BatchMessages == BatchMessages - 1 || i == Wanted - 1) writer.EndBatch();
        }

        writer.Settle();
        log.FlushAll();
        stream.Stream.Flush();
        Assert.Equal(log.LinesWritten, disk.Lines);
        Assert.True(disk.EndsWhole);
        Assert.True(writer.RecordsReceived > Wanted / 4);
        Assert.InRange(disk.LongestLine, 1, 64 << 10);
    }

    private static int Damage(Random random, Span<byte> message, int serial)
    {
        var (type, text) = Kinds[random.Next(Kinds.Length)];
        var length = HeaderBytes + Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, text, serial), message[HeaderBytes..]);
        message[..HeaderBytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(message[4..], (ushort)type);
        for (var i = random.Next(8); i > 0; i--)
        {
            switch (random.Next(7))
            {
                case 0:
                    message[random.Next(length)] = (byte)random.Next(256);
                    break;
                case 1:
                    message[random.Next(length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    length = random.Next(length + 1);
                    if (length == 0) return 0;
                    break;
                case 3:
                    var more = Math.Min(random.Next(9000), message.Length - length);
                    random.NextBytes(message.Slice(length, more));
                    length += more;
                    break;
                case 4 when length >= 4:
                    BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)random.NextInt64());
                    break;
                case 5 when length >= 6:
                    BinaryPrimitives.WriteUInt16LittleEndian(message[4..], (ushort)random.Next(1000, 2600));
                    break;
                default:
                    var at = random.Next(length);
                    message.Slice(at, Math.Min(random.Next(40), length - at)).Fill("\n\0\"' =\u001D"u8[random.Next(7)]);
                    break;
            }
        }

        return length;
    }

    private sealed class StreamSink(EventStream stream) : IDaemonSink
    {
        public EventStream Stream => stream;

        public void OnRecord(in DaemonRecord record) => stream.Add(record.Line);

        public void OnBatchEnd()
        {
        }
    }

    /// <summary>A disk that only counts lines.</summary>
    private sealed class CountingDisk : ILogDisk, ILogFile
    {
        private int current;

        public long Lines { get; private set; }

        public int LongestLine { get; private set; }

        public bool EndsWhole => current == 0;

        public long Length { get; private set; }

        public int Open(DaemonConfig config, out ILogFile? file)
        {
            file = this;
            return 0;
        }

        public int Write(ReadOnlySpan<byte> bytes, out int written)
        {
            written = bytes.Length;
            Length += written;
            foreach (var b in bytes)
            {
                current++;
                if (b != '\n') continue;
                Lines++;
                LongestLine = Math.Max(LongestLine, current);
                current = 0;
            }

            return 0;
        }

        public int Rename(string from, string to) => 0;

        public int Seal(string path, bool isForGroup) => 0;

        public int Remove(string path) => 0;

        public bool Exists(string path) => false;

        public int Sync() => 0;

        public int SyncSoon() => 0;

        public int Truncate(long length) => 0;

        public int GetSpace(out LogSpace space)
        {
            space = default;
            return 0;
        }

        public void Dispose()
        {
        }
    }
}
