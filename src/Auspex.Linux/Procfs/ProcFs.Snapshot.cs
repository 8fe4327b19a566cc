using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Processes;
using Auspex.Text;

namespace Auspex.Linux.Procfs;

internal sealed partial class ProcFs
{
    private static ReadOnlySpan<byte> DeletedMark => " (deleted)"u8;

    /// <summary>Offset of the name in <c>struct linux_dirent64</c>.</summary>
    private const int DirentNameAt = 19;

    /// <summary>Offset of the length of one entry in it.</summary>
    private const int DirentLengthAt = 16;

    private bool TryRead(int directory, int pid, out ProcessSnapshot snapshot)
    {
        snapshot = null!;
        if (!reader.TryRead(directory, "stat\0"u8, out var text) || !ProcStat.TryParse(text, out var stat)) return false;
        if (stat.IsDead) return false;
        var start = StartMilliseconds(stat.StartTicks);
        var comm = stat.Comm.ToArray();
        var (parent, threads, kernelThread, tty) = (stat.ParentPid, stat.Threads, stat.IsKernelThread, TtyNames.Get(stat.TtyNumber));

        // From here on the buffer behind stat is used again.
        uint uid = 0, euid = 0, gid = 0;
        if (reader.TryRead(directory, "status\0"u8, out var status))
        {
            if (ProcStatus.TryGet(status, "Tgid:"u8, 0, out var group) && group != (uint)pid) return false; // a thread
            _ = ProcStatus.TryGet(status, "Uid:"u8, 0, out uid) && ProcStatus.TryGet(status, "Uid:"u8, 1, out euid);
            _ = ProcStatus.TryGet(status, "Gid:"u8, 0, out gid);
        }

        var exe = ReadExe(directory, out var deleted);
        snapshot = new ProcessSnapshot
        {
            Pid = pid,
            ParentPid = parent,
            StartMilliseconds = start,
            Comm = comm,
            Exe = exe,
            ExeDeleted = deleted,
            CommandLine = reader.TryRead(directory, "cmdline\0"u8, out var arguments) && !arguments.IsEmpty ? arguments.ToArray() : null,
            Cwd = reader.TryReadLink(directory, "cwd\0"u8, out var cwd) ? cwd.ToArray() : null,
            Auid = ReadId(directory, "loginuid\0"u8),
            Session = ReadId(directory, "sessionid\0"u8),
            Uid = uid,
            Euid = euid,
            Gid = gid,
            Tty = tty,
            Threads = threads,
            IsKernelThread = kernelThread,
        };
        return true;
    }

    private uint ReadId(int directory, ReadOnlySpan<byte> name) =>
        reader.TryRead(directory, name, out var text) && DecimalText.TryParse(text.TrimEnd((byte)'\n'), out uint id)
            ? id
            : uint.MaxValue;

    /// <summary>The image's path. The kernel adds its mark to the name of a file that is gone; a file may also be called so.</summary>
    private byte[]? ReadExe(int directory, out bool deleted)
    {
        deleted = false;
        if (!reader.TryReadLink(directory, "exe\0"u8, out var target)) return null;
        if (!target.EndsWith(DeletedMark)) return target.ToArray();

        byte[] path = [.. target, 0];
        deleted = !FileIdentity.TryGet(Fcntl.AT_FDCWD, path, out var named)
            || !FileIdentity.TryGet(directory, "exe\0"u8, out var running)
            || !named.IsSameFile(running);
        return deleted ? path[..^(DeletedMark.Length + 1)] : path[..^1];
    }

    private unsafe List<int> ListPids()
    {
        var pids = new List<int>(256);
        var directory = reader.OpenRoot();
        if (directory < 0) return pids;
        var block = new byte[32 << 10];
        fixed (byte* start = block)
        {
            while (true)
            {
                var count = (int)Libc.getdents64(directory, start, (nuint)block.Length);
                if (count <= 0) break;
                for (var at = 0; at + DirentNameAt < count;)
                {
                    var name = block.AsSpan((at + DirentNameAt)..count);
                    name = name[..Math.Max(name.IndexOf((byte)0), 0)];
                    if (DecimalText.TryParse(name, out int pid)) pids.Add(pid);
                    at += BitConverter.ToUInt16(block, at + DirentLengthAt);
                }
            }
        }

        ProcReader.Close(directory);
        return pids;
    }
}
