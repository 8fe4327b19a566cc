using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Plugins;

/// <summary>A stream socket in the file system that clients connect to. Owns the descriptor and the file.</summary>
/// <remarks>Source: unix(7), listen(2), accept(2).</remarks>
public sealed unsafe class UnixListener : IDisposable
{
    private const ushort AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const uint PrivateMode = 0x180; // 0600, until the mode is set

    private readonly string path;

    private UnixListener(int fd, string path)
    {
        Descriptor = fd;
        this.path = path;
    }

    /// <summary>For a poller: readable when a client waits.</summary>
    public int Descriptor { get; }

    /// <summary>Makes the socket.</summary>
    /// <param name="path">Its file, which must not be there yet.</param>
    /// <param name="mode">Its permissions.</param>
    /// <param name="listener">The listener, null when it cannot be.</param>
    /// <param name="step">What failed, as in "Couldn't STEP".</param>
    /// <returns>errno, 0 for success.</returns>
    public static int Open(string path, int mode, out UnixListener? listener, out string step)
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
            if (Libc.listen(fd, 1) != 0) return Fail(fd, name);
        }

        listener = new UnixListener(fd, path);
        return 0;
    }

    /// <summary>Takes the next client.</summary>
    /// <returns>Its descriptor, which is then the caller's; negative when there is none.</returns>
    public int Accept() => Libc.accept4(Descriptor, null, null, Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK);

    /// <summary>Closes it and removes the file.</summary>
    public void Dispose()
    {
        fixed (byte* file = Encoding.UTF8.GetBytes(path + '\0')) _ = Libc.unlink(file);
        _ = Libc.close(Descriptor);
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
