using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>A stream socket in the file system that clients connect to. Owns the descriptor and the file.</summary>
/// <remarks>Source: unix(7), listen(2), accept(2).</remarks>
internal sealed unsafe class UnixListener : IDisposable
{
    private const ushort AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const uint S_IFSOCK = 0xC000;
    private const uint PrivateMode = 0x180; // 0600, until the mode is set

    private readonly string path;
    private readonly FileIdentity made;

    private UnixListener(int fd, string path, FileIdentity made)
    {
        Descriptor = fd;
        this.path = path;
        this.made = made;
    }

    /// <summary>For a poller: readable when a client waits.</summary>
    public int Descriptor { get; }

    /// <summary>Makes the socket.</summary>
    /// <param name="path">Its file, which must not be there yet.</param>
    /// <param name="mode">Its permissions.</param>
    /// <param name="listener">The listener, null when it cannot be.</param>
    /// <param name="step">What failed, as in "Couldn't STEP".</param>
    /// <param name="backlog">How many clients may wait.</param>
    /// <returns>errno, 0 for success.</returns>
    public static int Open(string path, int mode, out UnixListener? listener, out string step, int backlog = 1)
    {
        listener = null;
        step = "bind af_unix socket";
        var address = new sockaddr_un { sun_family = AF_UNIX };
        var name = Encoding.UTF8.GetBytes(path + '\0');
        if (name.Length > sockaddr_un.PathBytes) return Errno.EINVAL;
        name.CopyTo(new Span<byte>(address.sun_path, sockaddr_un.PathBytes));
        var fd = Libc.socket(AF_UNIX, SOCK_STREAM | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK, 0);
        if (fd < 0)
        {
            step = "create af_unix socket";
            return KernelErrors.Last;
        }

        _ = Libc.fchmod(fd, PrivateMode); // so that nobody connects before the mode is what it should be
        if (Libc.BindUnix(fd, &address, (uint)sizeof(sockaddr_un)) != 0) return Fail(fd, null);
        fixed (byte* file = name)
        {
            step = "chmod af_unix socket";
            if (Libc.chmod(file, (uint)mode) != 0) return Fail(fd, name);
            step = "listen on af_unix socket";
            if (Libc.listen(fd, backlog) != 0) return Fail(fd, name);
        }

        _ = FileIdentity.TryGet(path, out var made);
        listener = new UnixListener(fd, path, made);
        return 0;
    }

    /// <summary>The same, where a socket that one before us left at <paramref name="path"/> is removed first. One at which somebody listens is not, nor anything else.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="fault">Why there is none; empty otherwise.</param>
    internal static UnixListener? OpenAnew(string path, out string fault)
    {
        const int mode = 0x1B0, backlog = 64; // 0660
        fault = RemoveStale(path);
        if (fault.Length > 0) return null;
        var errno = Open(path, mode, out var listener, out var step, backlog);
        fault = errno == 0 ? "" : $"couldn't {step} ({ErrorWords.Of(errno)})";
        return listener;
    }

    /// <summary>Removes a socket at which nobody listens.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>Why the place is not free: what stands there is somebody's, or no socket; empty when it is.</returns>
    public static string RemoveStale(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        if (!FileIdentity.TryGet(Fcntl.AT_FDCWD, name, Stat.AT_SYMLINK_NOFOLLOW, out _, out var status)) return "";
        if ((status.stx_mode & Stat.S_IFMT) != S_IFSOCK) return "there is something else than a socket, which is left as it is";
        if (IsListening(name)) return "somebody listens there already";
        fixed (byte* file = name) _ = Libc.unlink(file);
        return "";
    }

    /// <summary>Takes the next client.</summary>
    /// <returns>Its descriptor, which is then the caller's; negative when there is none: the errno.</returns>
    public int Accept() => Accept(Descriptor);

    /// <summary>Takes the next client of any socket that listens.</summary>
    /// <inheritdoc cref="Accept()"/>
    internal static int Accept(int descriptor)
    {
        var client = Libc.accept4(descriptor, null, null, Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK);
        return client >= 0 ? client : -KernelErrors.Last;
    }

    /// <summary>Closes it and removes the file, unless another has taken its place meanwhile.</summary>
    public void Dispose()
    {
        if (FileIdentity.TryGet(path, out var there) && there.IsSameFile(made))
        {
            fixed (byte* file = Encoding.UTF8.GetBytes(path + '\0')) _ = Libc.unlink(file);
        }

        _ = Libc.close(Descriptor);
    }

    /// <summary>True unless a call there is refused: who is not sure leaves what is there.</summary>
    private static bool IsListening(ReadOnlySpan<byte> name)
    {
        var fd = Libc.socket(AF_UNIX, SOCK_STREAM | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK, 0);
        if (fd < 0) return true;
        var address = new sockaddr_un { sun_family = AF_UNIX };
        name[..Math.Min(name.Length, sockaddr_un.PathBytes)].CopyTo(new Span<byte>(address.sun_path, sockaddr_un.PathBytes));
        var isRefused = Libc.ConnectUnix(fd, &address, (uint)sizeof(sockaddr_un)) != 0 && KernelErrors.Last == Errno.ECONNREFUSED;
        _ = Libc.close(fd);
        return !isRefused;
    }

    private static int Fail(int fd, byte[]? made)
    {
        var errno = KernelErrors.Last;
        fixed (byte* file = made)
        {
            if (made is not null) _ = Libc.unlink(file);
        }

        _ = Libc.close(fd);
        return errno;
    }
}
