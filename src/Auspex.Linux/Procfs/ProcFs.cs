using System.Text;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Processes;
using Auspex.Text;

namespace Auspex.Linux.Procfs;

/// <summary>Processes as /proc shows them. One thread at a time.</summary>
/// <remarks>
/// Start times rest on the difference between wall clock and time since boot as it was when this object was made, so that one
/// process keeps one start time while the clock is being adjusted. Source: proc(5).
/// </remarks>
internal sealed partial class ProcFs : IProcessInfo
{
    private const int ClockTicksName = 2; // _SC_CLK_TCK

    private readonly ProcReader reader;
    private readonly bool isLive;
    private readonly long bootMilliseconds;
    private readonly long ticksPerSecond;

    /// <summary>The machine's own /proc.</summary>
    public ProcFs()
        : this("/proc", Clock.RealtimeMilliseconds - Clock.BootMilliseconds)
    {
    }

    /// <summary>A tree of files that looks like /proc.</summary>
    /// <param name="root">The folder, without a slash at its end.</param>
    /// <param name="bootMilliseconds">When the machine it speaks of was booted, in milliseconds since 1970-01-01 UTC.</param>
    internal ProcFs(string root, long bootMilliseconds)
    {
        reader = new ProcReader(root);
        isLive = string.Equals(root, "/proc", StringComparison.Ordinal);
        this.bootMilliseconds = bootMilliseconds;
        ticksPerSecond = Math.Max(Libc.sysconf(ClockTicksName), 1);
        BootId = ReadBootId();
    }

    /// <inheritdoc/>
    public string BootId { get; }

    /// <inheritdoc/>
    public IEnumerable<ProcessSnapshot> ReadAll()
    {
        foreach (var pid in ListPids())
        {
            if (TryRead(pid, out var snapshot)) yield return snapshot;
        }
    }

    /// <inheritdoc/>
    public bool TryRead(int pid, out ProcessSnapshot snapshot)
    {
        snapshot = null!;
        var directory = reader.OpenTask(pid);
        if (directory < 0) return false;
        try
        {
            return TryRead(directory, pid, out snapshot);
        }
        finally
        {
            ProcReader.Close(directory);
        }
    }

    /// <summary>When a process started, in clock ticks since boot: with its pid, what tells it from a later one of that pid.</summary>
    /// <returns>False when no such process lives.</returns>
    public bool TryReadStartTicks(int pid, out long ticks)
    {
        ticks = 0;
        if (!reader.TryReadTask(pid, "stat"u8, out var text) || !ProcStat.TryParse(text, out var stat)) return false;
        ticks = stat.StartTicks;
        return !stat.IsDead;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// /proc/ID exists for threads too, though it is not listed. On the live /proc one system call tells a process, two a thread:
    /// signal 0 to thread ID of process ID goes nowhere and fails with ESRCH unless they are the same.
    /// </remarks>
    public TaskKind Classify(int id)
    {
        if (id <= 0) return TaskKind.Gone;
        if (isLive)
        {
            if (Libc.tgkill(id, id, 0) == 0 || KernelErrors.Last == Errno.EPERM) return TaskKind.Process;
            return reader.HasTask(id) ? TaskKind.Thread : TaskKind.Gone;
        }

        if (!reader.TryReadTask(id, "status"u8, out var status)) return TaskKind.Gone;
        if (!ProcStatus.TryGet(status, "Tgid:"u8, 0, out var group)) return TaskKind.Gone;
        return group == (uint)id ? TaskKind.Process : TaskKind.Thread;
    }

    /// <inheritdoc/>
    public bool TryReadInode(ReadOnlySpan<byte> path, out ulong inode)
    {
        const int currentDirectory = -100; // AT_FDCWD
        inode = 0;
        if (!isLive || !FileIdentity.TryGet(currentDirectory, [.. path, 0], out var identity)) return false;
        inode = identity.Inode;
        return true;
    }

    private string ReadBootId()
    {
        var ok = reader.TryReadRoot("sys/kernel/random/boot_id"u8, out var id) && id.Length >= 8 && Hex.IsHex(id[..8]);
        return ok ? Encoding.ASCII.GetString(id[..8]) : "00000000";
    }

    private long StartMilliseconds(long ticks) => bootMilliseconds + (ticks * 1000 / ticksPerSecond);
}
