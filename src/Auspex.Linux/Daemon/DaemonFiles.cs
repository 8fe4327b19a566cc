using System.Globalization;
using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon;

/// <summary>Small files that the daemon keeps while it runs, and facts of its own process.</summary>
/// <remarks>Source: spec 7.1, 13.</remarks>
internal static unsafe class DaemonFiles
{
    private const int PRIO_PROCESS = 0;
    private const int RLIMIT_NOFILE = 7;
    private const int SIGXFSZ = 25;
    private const nint SIG_IGN = 1;
    private const int O_RDWR = 2;

    /// <summary>Writes the pid file, and makes its directory where it is missing.</summary>
    /// <returns>Why not, or null.</returns>
    public static string? WritePid(string path)
    {
        fixed (byte* directory = Encoding.UTF8.GetBytes(Path.GetDirectoryName(path) + '\0')) _ = Libc.mkdir(directory, 0x1ED); // 0755
        var text = string.Create(CultureInfo.InvariantCulture, $"{Libc.getpid()}\n");
        var complaint = StateFile.TryWrite(path, Encoding.ASCII.GetBytes(text));
        if (complaint is not null) return complaint;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) _ = Libc.chmod(name, 0x1A4); // 0644
        return null;
    }

    /// <summary>Makes a directory for root alone, where there is none.</summary>
    public static void MakePrivateDirectory(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) _ = Libc.mkdir(name, 0x1C0); // 0700
    }

    /// <summary>Removes a file; one that is missing is no failure.</summary>
    public static void Remove(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) _ = Libc.unlink(name);
    }

    /// <summary>Lets the process open so many files, as far as its hard limit goes.</summary>
    public static void RaiseOpenFiles(ulong wanted)
    {
        var limits = stackalloc ulong[2]; // soft, hard
        if (Libc.getrlimit(RLIMIT_NOFILE, limits) != 0 || limits[0] >= Math.Min(wanted, limits[1])) return;
        limits[0] = Math.Min(wanted, limits[1]);
        _ = Libc.setrlimit(RLIMIT_NOFILE, limits);
    }

    /// <summary>How many files it may have open.</summary>
    public static int OpenFilesLimit
    {
        get
        {
            var limits = stackalloc ulong[2];
            return Libc.getrlimit(RLIMIT_NOFILE, limits) == 0 ? (int)Math.Min(limits[0], int.MaxValue) : int.MaxValue;
        }
    }

    /// <summary>Gives the process the priority, and keeps it from the killer for want of memory.</summary>
    public static void Protect(int boost)
    {
        _ = Libc.signal(SIGXFSZ, SIG_IGN); // a limit on files is an error of writing, told as such
        if (boost != 0) _ = Libc.setpriority(PRIO_PROCESS, 0, -boost);
        int fd;
        fixed (byte* name = "/proc/self/oom_score_adj\0"u8) fd = Libc.openat(Fcntl.AT_FDCWD, name, O_RDWR | Fcntl.O_CLOEXEC, 0);
        if (fd < 0) return;
        fixed (byte* text = "-1000"u8) _ = Libc.write(fd, text, 5);
        _ = Libc.close(fd);
    }

    /// <summary>The owner of a process, by its directory in /proc; 4294967295 when it is gone.</summary>
    public static uint OwnerOf(int pid)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}\0");
        return FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.ASCII.GetBytes(path), 0, out _, out var status) ? status.stx_uid : uint.MaxValue;
    }

    /// <summary>A number that a file of /proc holds, such as <c>loginuid</c>; 4294967295 when there is none.</summary>
    public static uint NumberIn(int pid, string name)
    {
        Span<byte> room = stackalloc byte[32];
        var length = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}"), room, out _);
        return length > 0 && uint.TryParse(Encoding.ASCII.GetString(room[..length]).Trim(), out var number) ? number : uint.MaxValue;
    }
}
