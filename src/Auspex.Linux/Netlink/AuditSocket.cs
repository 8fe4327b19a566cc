using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Netlink;

/// <summary>A netlink socket to the kernel's audit. Owns its descriptor.</summary>
/// <remarks>Source: netlink(7); spec 12.</remarks>
internal sealed unsafe class AuditSocket : IDisposable
{
    private int fd;

    private AuditSocket(int fd) => this.fd = fd;

    /// <summary>The descriptor, for poll(2); -1 once disposed.</summary>
    internal int Descriptor => fd;

    /// <summary>Opens a socket that never blocks.</summary>
    /// <param name="groups">Multicast groups as bits, 0 for none.</param>
    /// <exception cref="Auspex.Kernel.KernelException">
    /// EPROTONOSUPPORT: no audit in this kernel. EPERM: the group needs CAP_AUDIT_READ.
    /// </exception>
    internal static AuditSocket Open(uint groups = 0)
    {
        var type = Socket.SOCK_RAW | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK;
        var opened = KernelErrors.Check(
            Libc.socket(Socket.AF_NETLINK, type, Uapi.Netlink.NETLINK_AUDIT), "open an audit socket");
        var self = new AuditSocket(opened);
        var address = new sockaddr_nl { nl_family = Socket.AF_NETLINK, nl_groups = groups };
        if (Libc.bind(opened, &address, (uint)sizeof(sockaddr_nl)) == 0) return self;
        var errno = KernelErrors.Last;
        self.Dispose();
        throw KernelErrors.Create(groups == 0 ? "bind an audit socket" : "listen to audit records", errno);
    }

    /// <summary>Sends one request to the kernel.</summary>
    /// <returns>0, or the error number.</returns>
    internal int Send(ushort type, ushort flags, uint sequence, ReadOnlySpan<byte> payload)
    {
        var length = Uapi.Netlink.NLMSG_ALIGN(Uapi.Netlink.NLMSG_HDRLEN + payload.Length);
        Span<byte> message = length <= 2048 ? stackalloc byte[2048] : new byte[length];
        message = message[..length];
        message.Clear();
        payload.CopyTo(message[Uapi.Netlink.NLMSG_HDRLEN..]);
        var kernel = new sockaddr_nl { nl_family = Socket.AF_NETLINK };
        fixed (byte* start = message)
        {
            var header = (nlmsghdr*)start;
            header->nlmsg_len = (uint)length;
            header->nlmsg_type = type;
            header->nlmsg_flags = flags;
            header->nlmsg_seq = sequence;
            while (true)
            {
                if (Libc.sendto(fd, start, (nuint)length, 0, &kernel, (uint)sizeof(sockaddr_nl)) >= 0) return 0;
                if (KernelErrors.Last != Errno.EINTR) return KernelErrors.Last;
            }
        }
    }

    /// <summary>Receives one message without waiting.</summary>
    /// <param name="buffer">Takes header and payload; what does not fit is cut off.</param>
    /// <param name="flags">MSG_PEEK, or 0.</param>
    /// <param name="sender">The sender's port: 0 is the kernel.</param>
    /// <param name="length">The number of bytes received.</param>
    /// <returns>0, or the error number: EAGAIN when nothing has come.</returns>
    internal int Receive(Span<byte> buffer, int flags, out uint sender, out int length)
    {
        sockaddr_nl from = default;
        var size = (uint)sizeof(sockaddr_nl);
        fixed (byte* start = buffer)
        {
            nint received;
            do received = Libc.recvfrom(fd, start, (nuint)buffer.Length, flags | Socket.MSG_DONTWAIT, &from, &size);
            while (received < 0 && KernelErrors.Last == Errno.EINTR);
            sender = from.nl_pid;
            length = (int)Math.Max(received, 0);
            return received < 0 ? KernelErrors.Last : 0;
        }
    }

    /// <summary>Waits until a message is there.</summary>
    /// <returns>False when the time is over.</returns>
    internal bool Wait(TimeSpan timeout)
    {
        var watched = new pollfd { fd = fd, events = Poll.POLLIN };
        return Libc.poll(&watched, 1, (int)Math.Ceiling(timeout.TotalMilliseconds)) > 0;
    }

    /// <summary>Sets an option that is one int.</summary>
    /// <returns>False when the kernel refuses.</returns>
    internal bool TrySetOption(int level, int name, int value) =>
        Libc.setsockopt(fd, level, name, &value, sizeof(int)) == 0;

    /// <summary>An option that is one int, or 0.</summary>
    internal int GetOption(int level, int name)
    {
        var value = 0;
        uint size = sizeof(int);
        return Libc.getsockopt(fd, level, name, &value, &size) == 0 ? value : 0;
    }

    /// <summary>How many messages found no room in this socket since it was opened.</summary>
    internal uint GetDrops()
    {
        var words = stackalloc uint[Socket.SK_MEMINFO_VARS];
        uint size = Socket.SK_MEMINFO_VARS * sizeof(uint);
        var ok = Libc.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_MEMINFO, words, &size) == 0;
        return ok && size >= (Socket.SK_MEMINFO_DROPS + 1) * sizeof(uint) ? words[Socket.SK_MEMINFO_DROPS] : 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd < 0) return;
        _ = Libc.close(fd);
        fd = -1;
    }
}
