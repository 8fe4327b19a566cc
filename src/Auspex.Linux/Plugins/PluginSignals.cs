using System.Runtime.InteropServices;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;

namespace Auspex.Linux.Plugins;

/// <summary>Reads the signals of a plugin, of which SIGTERM counts only when the daemon that started it sent it. Owns a descriptor.</summary>
/// <remarks>For processes made ready by <see cref="PluginProcess.Enter"/>. Source: signalfd(2); spec 8.2.</remarks>
internal sealed unsafe class PluginSignals : IDisposable
{
    private const int SFD_NONBLOCK = 0x800;
    private const int SFD_CLOEXEC = 0x80000;
    private const int EntryBytes = 128; // struct signalfd_siginfo
    private const int SenderOffset = 12; // its ssi_pid

    private readonly int parent = Libc.getppid();
    private readonly int fd;

    /// <summary>Begins to read.</summary>
    public PluginSignals()
    {
        var signals = stackalloc byte[SignalSet.Bytes];
        SignalSet.Fill(signals);
        fd = KernelErrors.Check(Libc.signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC), "read signals");
    }

    /// <summary>For a <see cref="Poller"/>: has something to read once a signal came.</summary>
    public int Descriptor => fd;

    /// <summary>True once a child ended, until asked.</summary>
    public bool TakeChildEnd()
    {
        var ended = childEnded;
        childEnded = false;
        return ended;
    }

    private bool childEnded;

    /// <summary>The signals that came since the last call. SIGTERM of strangers is left out.</summary>
    public CaughtSignals Take()
    {
        var caught = CaughtSignals.None;
        Span<byte> entry = stackalloc byte[EntryBytes];
        while (Loop.Descriptor.Read(fd, entry) == EntryBytes)
        {
            var number = MemoryMarshal.Read<int>(entry);
            var sender = MemoryMarshal.Read<int>(entry[SenderOffset..]);
            if (number == SignalSet.SIGCHLD) childEnded = true;
            caught |= number switch
            {
                SignalSet.SIGTERM when sender == parent => CaughtSignals.Terminate,
                SignalSet.SIGHUP => CaughtSignals.Hangup,
                SignalSet.SIGUSR1 => CaughtSignals.User1,
                SignalSet.SIGUSR2 => CaughtSignals.User2,
                _ => CaughtSignals.None,
            };
        }

        return caught;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.close(fd);
}
