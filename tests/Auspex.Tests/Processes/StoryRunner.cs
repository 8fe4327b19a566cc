using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Processes;
using Auspex.Records;

namespace Auspex.Tests.Processes;

/// <summary>
/// Plays a story into a <see cref="Lifecycle"/> and writes down what comes out. A line is one step, in order of arrival:
/// <code>
/// MS SERIAL fork PARENT CHILD [clone3|vfork|thread|newpid|sibling]   a clone record
/// MS SERIAL exec PID PPID EXE ARG…                                    an exec with CWD and PATH records
/// MS SERIAL exit PID PPID CODE      MS SERIAL exit1 PID PPID CODE     exit_group; exit
/// MS SERIAL abend PID SIGNAL
/// MS death PID PPID STATUS ELAPSED COMM [forked|core|signalled]       accounting, died at MS
/// MS thread PID TID STATUS                                            the process connector: a thread has ended
/// MS now                                                              time passes (live)
/// option NAME                                                         live, accounting, nodes, parents (told where unknown)
/// as [node=N] [auid=N] [ses=N] [name=N]                               who acts, from here on, and what enriched records call the user
/// proc PID PPID START KIND COMM                                       what /proc says: process or thread
/// begin                                                               snapshots from /proc
/// </code>
/// </summary>
internal sealed class StoryRunner : IProcessSink, IProcessInfo
{
    private const long Base = 1_795_000_000_000;
    private readonly StringBuilder output = new();
    private readonly Dictionary<int, (TaskKind Kind, ProcessSnapshot Snapshot)> proc = [];
    private readonly HashSet<string> flags = [];
    private string node = "";
    private string auid = "1000";
    private string session = "1";
    private string name = "";
    private Lifecycle? lifecycle;
    private NodeLives? nodes;
    private EventAssembler? assembler;

    public string BootId => "0b007000";

    internal static string Run(IEnumerable<string> lines)
    {
        var runner = new StoryRunner();
        foreach (var line in lines)
        {
            if (line.Length > 0 && line[0] != '#') runner.Step(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        runner.assembler?.Flush();
        if (runner.nodes is not null)
        {
            runner.nodes.Finish();
            return runner.output.ToString();
        }

        runner.Lives().Flush();
        foreach (var process in runner.Lives().Table.Living.OrderBy(p => p.Pid)) runner.output.Append(CultureInfo.InvariantCulture, $"alive {process.Pid}\n");
        if (runner.Lives().Undecided > 0) runner.output.Append(CultureInfo.InvariantCulture, $"undecided {runner.Lives().Undecided}\n");
        return runner.output.ToString();
    }

    public void OnProcess(in ProcessEvent step)
    {
        var p = step.Process;
        if (p.Node is not null) output.Append(Text(p.Node)).Append(": ");
        output.Append(CultureInfo.InvariantCulture, $"{step.Milliseconds - Base} {step.Kind.ToString().ToLowerInvariant()} {p.Pid} of {p.ParentPid}");
        if (p.Credentials.Names is { } names) output.Append(CultureInfo.InvariantCulture, $" {Text(names.Auid)}");
        if (p.Parent is not null && !Equals(p.Parent.Node, p.Node)) output.Append(" PARENT OF ANOTHER NODE");
        if (flags.Contains("parents") && p.Parent is null && step.Kind == ProcessEventKind.Fork) output.Append(" (no parent)");
        if (p.Parent is not null && p.Parent.Pid != p.ParentPid) output.Append(" PARENT DIFFERS");
        output.Append(CultureInfo.InvariantCulture, $" {Text(p.Image.Exe)} [{Text(p.Comm)}]");
        if (step.Kind == ProcessEventKind.Exec) output.Append(CultureInfo.InvariantCulture, $" {Text(p.Image.Arguments).Replace('\0', '|')}");
        if (p.Image.Script is not null) output.Append(" script ").Append(Text(p.Image.Script));
        if (p.Image.IsDeleted) output.Append(" deleted");
        if (step.Kind == ProcessEventKind.Fork && p.IsBirthInferred) output.Append(p.IsStartUncertain ? " inferred, start uncertain" : " inferred");
        if (p.End is { } e)
            output.Append(CultureInfo.InvariantCulture, $" {e.Kind} {e.Value}{(e.CoreDumped ? " core" : "")} after {e.Duration?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) ?? "?"}");
        output.Append(CultureInfo.InvariantCulture, $" ({step.Sources})\n");
    }

    public void OnLost(in Loss loss) => output.Append(CultureInfo.InvariantCulture, $"lost {loss.Count} {loss.Reason}\n");

    public IEnumerable<ProcessSnapshot> ReadAll() => proc.Values.Where(p => p.Kind == TaskKind.Process).Select(p => p.Snapshot);

    public bool TryRead(int pid, out ProcessSnapshot snapshot)
    {
        var ok = proc.TryGetValue(pid, out var known);
        snapshot = known.Snapshot;
        return ok && known.Kind == TaskKind.Process;
    }

    public TaskKind Classify(int id) => proc.TryGetValue(id, out var known) ? known.Kind : TaskKind.Gone;

    public bool TryReadInode(ReadOnlySpan<byte> path, out ulong inode)
    {
        inode = 0;
        return false;
    }

    private static string Text(byte[]? bytes) => bytes is null ? "-" : Encoding.Latin1.GetString(bytes);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private Lifecycle Lives() => lifecycle ??= new Lifecycle(this, flags.Contains("live") ? this : null, new LifecycleOptions
    {
        IsLive = flags.Contains("live"),
        HasAccounting = flags.Contains("accounting"),
    });

    private void Step(string[] w)
    {
        switch (w[0])
        {
            case "option":
                flags.Add(w[1]);
                return;
            case "proc":
                proc[Number(w[1])] = (Enum.Parse<TaskKind>(w[4]), new ProcessSnapshot
                {
                    Pid = Number(w[1]),
                    ParentPid = Number(w[2]),
                    StartMilliseconds = Base + Number(w[3]),
                    Comm = Encoding.ASCII.GetBytes(w[5]),
                });
                return;
            case "gone":
                proc.Remove(Number(w[1]));
                return;
            case "as":
                foreach (var word in w[1..]) Set(word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                return;
            case "begin":
                Lives().Begin(ReadAll(), Base);
                return;
        }

        var now = Base + Number(w[0]);
        if (!flags.Contains("nodes")) Lives().Tick(flags.Contains("live") ? now : 0);
        if (w[1] == "now") Pass(now);
        else if (w[1] == "death") Death(now, w);
        else if (w[1] == "thread") Lives().OnThreadEnd(Number(w[2]), Number(w[3]), Number(w[4]));
        else Event(now, w);
    }

    private void Set(string what, string value) => _ = what switch
    {
        "node" => node = $"node={value} ",
        "auid" => auid = value,
        "ses" => session = value,
        "name" => name = value,
        _ => throw new InvalidOperationException("nobody is " + what),
    };

    private static EventAssembler Assemble(IEventSink sink) =>
        new(sink, new AssemblerOptions { Keep = Lifecycle.Keeps, Window = TimeSpan.FromMilliseconds(500) });

    private void Pass(long now)
    {
        assembler?.Advance(now);
        Lives().Advance(now, Math.Min(now, (assembler?.HeldSinceMilliseconds ?? long.MaxValue) - 1));
    }

    private void Death(long now, string[] w)
    {
        var options = w[7..];
        Lives().OnDeath(new ProcessDeath
        {
            Pid = Number(w[2]),
            ParentPid = Number(w[3]),
            Status = Number(w[4]),
            Second = now / 1000,
            Elapsed = TimeSpan.FromMilliseconds(Number(w[5]) / 10 * 10),
            Comm = Encoding.ASCII.GetBytes(w[6]),
            NeverExeced = options.Contains("forked"),
            CoreDumped = options.Contains("core"),
            HasSignalledThread = options.Contains("signalled"),
        }, flags.Contains("live") ? now - 20 : 0);
    }

    private void Event(long now, string[] w)
    {
        assembler ??= flags.Contains("nodes") ? Assemble(nodes ??= new NodeLives(this, new LifecycleOptions(), null)) : Assemble(Lives());
        var stamp = $"msg=audit({now / 1000}.{now % 1000:D3}:{w[1]}): ";
        var serial = w[1];
        switch (w[2])
        {
            case "fork":
                var kind = w.Length > 5 ? w[5] : "clone";
                var (number, a0) = kind switch
                {
                    "clone3" => (435, 0L),
                    "vfork" => (58, 0L),
                    "thread" => (56, 0x3d0f00L),
                    "newpid" => (56, 0x20000011L),
                    "sibling" => (56, 0x8011L),
                    _ => (56, 0x1200011L),
                };
                Syscall(stamp, number, a0, $"success=yes exit={w[4]}", w[3], "1", "sh", "/bin/sh");
                break;
            case "exec":
                Syscall(stamp, 59, 0, "success=yes exit=0", w[3], w[4], w[5].Split('/')[^1], w[5]);
                Push($"type=EXECVE {stamp}argc={w.Length - 6} {string.Join(' ', w[6..].Select((a, i) => $"a{i}=\"{a}\""))}");
                Push($"type=CWD {stamp}cwd=\"/work\"");
                break;
            case "exit" or "exit1":
                Syscall(stamp, w[2] == "exit" ? 231 : 60, Number(w[5]), "", w[3], w[4], "sh", w.Length > 6 ? w[6] : "/bin/sh");
                break;
            case "abend":
                Push($"type=ANOM_ABEND {stamp}auid=1000 uid=0 gid=0 ses=1 pid={w[3]} comm=\"sh\" exe=\"/bin/sh\" sig={w[4]} res=1");
                return;
            default:
                throw new InvalidOperationException("unknown step " + w[2] + " at serial " + serial);
        }

        Push($"type=PROCTITLE {stamp}proctitle=\"x\"");
        if (flags.Contains("live")) Pass(now);
    }

    private void Syscall(string stamp, int number, long a0, string result, string pid, string ppid, string comm, string exe) => Push(
        $"type=SYSCALL {stamp}arch=c000003e syscall={number} {result} a0={a0:x} a1=0 a2=0 a3=0 items=0 ppid={ppid} pid={pid} auid={auid} uid=0 "
        + $"gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses={session} comm=\"{comm}\" exe=\"{exe}\" key=(null){(name.Length > 0 ? $"\u001dARCH=x86_64 SYSCALL=execve AUID=\"{name}\" UID=\"root\" EUID=\"root\"" : "")}");

    private void Push(string line) => assembler!.Push(RecordReader.Parse(Encoding.ASCII.GetBytes(node + line)));
}
