namespace Auspex.Processes;

/// <summary>What /proc says of one living process. Parts that could not be read are null.</summary>
internal sealed record ProcessSnapshot
{
    /// <summary>The process's number in the initial pid namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>Its parent now, 0 for none.</summary>
    public int ParentPid { get; init; }

    /// <summary>Start in milliseconds since 1970-01-01 UTC; the kernel tells it in hundredths of a second.</summary>
    public long StartMilliseconds { get; init; }

    /// <summary>The name of the main thread (up to 15 bytes).</summary>
    public byte[]? Comm { get; init; }

    /// <summary>The path of the image, without the kernel's " (deleted)". Null for kernel threads.</summary>
    public byte[]? Exe { get; init; }

    /// <summary>True when the image's file has been removed.</summary>
    public bool ExeDeleted { get; init; }

    /// <summary>The arguments, each ended by a NUL byte, as /proc/PID/cmdline holds them.</summary>
    public byte[]? CommandLine { get; init; }

    /// <summary>The working directory.</summary>
    public byte[]? Cwd { get; init; }

    /// <summary>Login uid; 4294967295 is unset.</summary>
    public uint Auid { get; init; } = uint.MaxValue;

    /// <summary>Session; 4294967295 is unset.</summary>
    public uint Session { get; init; } = uint.MaxValue;

    /// <summary>Real uid.</summary>
    public uint Uid { get; init; }

    /// <summary>Effective uid.</summary>
    public uint Euid { get; init; }

    /// <summary>Real gid.</summary>
    public uint Gid { get; init; }

    /// <summary>Terminal as audit names it (<c>pts0</c>, <c>tty1</c>), or null for none.</summary>
    public byte[]? Tty { get; init; }

    /// <summary>Number of threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>True for a kernel thread.</summary>
    public bool IsKernelThread { get; init; }
}
