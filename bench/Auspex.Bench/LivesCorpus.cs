using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Auspex.Bench;

/// <summary>A log of processes that are forked, run a program and exit, one a millisecond, as the kernel writes it, and their deaths.</summary>
public sealed class LivesCorpus
{
    /// <summary>The number of lives.</summary>
    public const int Lives = 20_000;

    private const int Shell = 900;
    private readonly Random random = new(20231114);
    private readonly StringBuilder text = new();
    private readonly List<byte> deaths = [];
    private uint serial = 418_200;

    private LivesCorpus()
    {
        for (var i = 0; i < Lives; i++) AddLife(1_700_000_000_000 + i, 1000 + (i % 30_000), i);
        Bytes = Encoding.ASCII.GetBytes(text.ToString());
        Deaths = [.. deaths];
    }

    /// <summary>The log and the accounting file, made once.</summary>
    public static LivesCorpus Instance { get; } = new();

    /// <summary>The log.</summary>
    public byte[] Bytes { get; }

    /// <summary>The accounting file.</summary>
    public byte[] Deaths { get; }

    /// <summary>The number of records in the log.</summary>
    public int Records { get; private set; }

    private void AddLife(long birth, int pid, int number)
    {
        AddCall(birth, 56, $"success=yes exit={pid} a0=1200011", Shell, 1, "bash");
        AddTitle(birth);
        serial++;
        AddCall(birth, 59, "success=yes exit=0 a0=55c055c0", pid, Shell, "true");
        Add(birth, "EXECVE", $"argc=3 a0=\"/usr/bin/true\" a1=\"-x\" a2=\"file{number}.c\"");
        Add(birth, "CWD", "cwd=\"/home/alice/work/project\"");
        AddPath(birth, 0, "/usr/bin/true");
        AddPath(birth, 1, "/lib64/ld-linux-x86-64.so.2");
        AddTitle(birth);
        serial++;
        AddCall(birth + 1, 231, "a0=0", pid, Shell, "true");
        AddTitle(birth + 1);
        serial++;
        AddDeath(birth + 1, pid);
    }

    private void AddCall(long time, int number, string result, int pid, int parent, string command) => Add(
        time,
        "SYSCALL",
        $"arch=c000003e syscall={number} {result} a1=7ffc{random.Next():x} a2={random.Next():x} a3=0 items=0 ppid={parent} pid={pid} auid=1000 uid=1000 "
        + $"gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000 tty=pts0 ses=3 comm=\"{command}\" exe=\"/usr/bin/{command}\" "
        + "subj=unconfined key=\"auspex\"");

    private void AddPath(long time, int item, string name) => Add(
        time,
        "PATH",
        $"item={item} name=\"{name}\" inode={random.Next()} dev=fd:00 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 "
        + "cap_fe=0 cap_fver=0 cap_frootid=0");

    private void AddTitle(long time) => Add(time, "PROCTITLE", "proctitle=2F7573722F62696E2F74727565002D78");

    private void Add(long time, string type, string body)
    {
        text.Append(CultureInfo.InvariantCulture, $"type={type} msg=audit({time / 1000}.{time % 1000:d3}:{serial}): {body}\n");
        Records++;
    }

    private void AddDeath(long time, int pid)
    {
        Span<byte> record = stackalloc byte[64];
        record.Clear();
        record[1] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], 1000);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], pid);
        BinaryPrimitives.WriteInt32LittleEndian(record[20..], Shell);
        BinaryPrimitives.WriteInt32LittleEndian(record[24..], (int)(time / 1000));
        "true"u8.CopyTo(record[48..]);
        deaths.AddRange(record);
    }
}
