using Auspex.Linux.Native;

namespace Auspex.Linux.Loop;

/// <summary>Wakes a thread that waits for descriptors. Source: eventfd(2).</summary>
internal sealed unsafe class WakeEvent : IDisposable
{
    private const int EFD_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK = 0x800;

    private readonly int fd = KernelErrors.Check(Libc.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "make an event descriptor");

    /// <summary>Has something to read after <see cref="Set"/>.</summary>
    internal int Descriptor => fd;

    /// <summary>Wakes.</summary>
    internal void Set()
    {
        var one = 1UL;
        _ = Libc.write(fd, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Waits again.</summary>
    internal void Clear()
    {
        ulong count;
        _ = Libc.read(fd, (byte*)&count, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.close(fd);
}
