using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>A descriptor kept for the moment when the process may have no more: given up, it makes room for one that matters. One thread at a time.</summary>
/// <remarks>Source: open(2), EMFILE.</remarks>
internal sealed unsafe class ReserveDescriptor : IDisposable
{
    private int fd = -1;

    internal ReserveDescriptor() => Keep();

    /// <summary>True for the errors that another descriptor less would mend.</summary>
    internal static bool IsShortage(int errno) => errno is Errno.EMFILE or Errno.ENFILE;

    /// <summary>Takes it again after it was given up, as soon as there is one.</summary>
    internal void Keep()
    {
        if (fd >= 0) return;
        fixed (byte* path = "/dev/null\0"u8) fd = Libc.openat(Fcntl.AT_FDCWD, path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC, 0);
    }

    /// <summary>Gives it up.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryGive()
    {
        if (fd < 0) return false;
        Dispose();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
    }
}
