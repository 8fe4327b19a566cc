using System.Globalization;
using System.Text;

namespace Auspex.Tests.Support;

/// <summary>
/// Records of processes that are born, run and die at random, among few pids, so that these come again soon. Some calls had blocked: their
/// stamps are up to an hour older than their neighbours'.
/// </summary>
internal sealed class RandomLives(Random random)
{
    private const int Pids = 500;
    private readonly int[] parents = new int[Pids];
    private readonly Queue<byte[]> lines = new();
    private uint serial = uint.MaxValue - 5000;
    private long begun; // the stamp of the event that is made

    /// <summary>The time at which the newest record was written, in milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds { get; private set; } = 1_700_000_000_000;

    /// <summary>The next line.</summary>
    public byte[] Next()
    {
        while (lines.Count == 0) AddEvent();
        return lines.Dequeue();
    }

    private void AddEvent()
    {
        Milliseconds += random.Next(3);
        serial++;
        begun = random.Next(25) == 0 ? Milliseconds - random.Next(3_600_000) : Milliseconds;
        var slot = random.Next(Pids);
        var pid = 1000 + slot;
        switch (random.Next(10))
        {
            case 0 or 1 or 2: AddFork(pid, slot); break;
            case 3 or 4 or 5: AddExec(pid, slot); break;
            case 6 or 7: AddCall(random.Next(4) == 0 ? 60 : 231, random.Next(300), "", pid, slot); break;
            case 8: Add("ANOM_ABEND", $"auid=1000 uid=0 gid=0 ses=1 pid={pid} comm=\"sh\" exe=\"/bin/sh\" sig={random.Next(65)} res=1"); return;
            default: Add("USER_LOGIN", $"pid={pid} uid=0 auid=1000 ses=1 msg='op=login res=success'"); return;
        }

        if (random.Next(20) > 0) Add("PROCTITLE", "proctitle=2F62696E2F7368");
        if (random.Next(3) == 0) Add("EOE", "");
    }

    private void AddFork(int pid, int slot)
    {
        var child = random.Next(Pids);
        parents[child] = pid;
        int[] numbers = [56, 57, 58, 435, 435];
        string[] flags = ["1200011", "3d0f00", "20000011", "8011"];
        var number = numbers[random.Next(numbers.Length)];
        AddCall(number, 0, $"success=yes exit={(random.Next(9) == 0 ? random.Next(30) : 1000 + child)} ", pid, slot, flags[random.Next(flags.Length)]);
    }

    private void AddExec(int pid, int slot)
    {
        AddCall(random.Next(5) == 0 ? 322 : 59, 0, $"success={(random.Next(9) == 0 ? "no exit=-2" : "yes exit=0")} ", pid, slot);
        var count = random.Next(1, 5);
        Add("EXECVE", $"argc={count} " + string.Join(' ', Enumerable.Range(0, count).Select(i => random.Next(4) == 0 ? $"a{i}=2D78{random.Next(256):X2}" : $"a{i}=\"-x\"")));
        if (random.Next(10) == 0) Add("EXECVE", $"a{count}_len=12 a{count}[0]=414243 a{count}[1]=444546");
        Add("CWD", "cwd=\"/work\"");
        Add("PATH", "item=0 name=\"/work/run.sh\" inode=77 dev=fd:00 mode=0100755 nametype=NORMAL");
        Add("PATH", "item=1 name=\"/bin/sh\" inode=78 dev=fd:00 mode=0100755 nametype=NORMAL");
    }

    private void AddCall(int number, int value, string result, int pid, int slot, string? flags = null)
    {
        var ppid = random.Next(5) == 0 ? 1 : parents[slot];
        Add("SYSCALL", $"arch={(random.Next(20) == 0 ? "40000003" : "c000003e")} syscall={number} {result}a0={flags ?? value.ToString("x", CultureInfo.InvariantCulture)} "
            + $"a1=0 a2=0 a3=0 items=0 ppid={ppid} pid={pid} auid=1000 uid={random.Next(3)} gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 "
            + $"ses=1 comm=\"sh\" exe=\"/bin/{(random.Next(20) == 0 ? "x (deleted)" : "sh")}\" subj=unconfined key=\"auspex\"");
    }

    private void Add(string type, string body) => lines.Enqueue(Encoding.ASCII.GetBytes(
        $"type={type} msg=audit({begun / 1000}.{begun % 1000:d3}:{serial}): {body}"));
}
