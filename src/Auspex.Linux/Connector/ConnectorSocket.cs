using System.Runtime.InteropServices;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Connector;

/// <summary>A netlink socket to the kernel's process connector, with room for a batch of messages. Owns both.</summary>
/// <remarks>Source: netlink(7), recvmmsg(2); linux/connector.h and linux/cn_proc.h 6.18.</remarks>
internal sealed unsafe class ConnectorSocket : IDisposable
{
    /// <summary>Messages received by one call at most.</summary>
    internal const int BatchSize = 64;

    /// <summary>Room for one message; an event takes 76 bytes.</summary>
    internal const int SlotBytes = 128;

    private int fd;
    private byte* block;
    private mmsghdr* messages;
    private sockaddr_nl* senders;

    private ConnectorSocket(int fd)
    {
        this.fd = fd;
        Allocate();
    }

    /// <summary>False once disposed.</summary>
    internal bool IsOpen => fd >= 0;

    /// <summary>Opens a socket that never blocks, and joins the group of those who hear of processes.</summary>
    /// <returns>Null when the kernel refuses; <paramref name="errno"/> tells why.</returns>
    internal static ConnectorSocket? TryOpen(int receiveBufferBytes, out int errno)
    {
        var type = Socket.SOCK_RAW | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK;
        var opened = Libc.socket(Socket.AF_NETLINK, type, Uapi.Netlink.NETLINK_CONNECTOR);
        errno = opened < 0 ? KernelErrors.Last : 0;
        if (opened < 0) return null;
        var self = new ConnectorSocket(opened);
        var address = new sockaddr_nl { nl_family = Socket.AF_NETLINK };
        if (Libc.bind(opened, &address, (uint)sizeof(sockaddr_nl)) == 0
            && self.TrySetOption(Socket.SOL_NETLINK, Uapi.Netlink.NETLINK_ADD_MEMBERSHIP, (int)Uapi.Connector.CN_IDX_PROC))
        {
            // Without CAP_NET_ADMIN the request is cut to net.core.rmem_max: less room, but no failure.
            if (!self.TrySetOption(Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, receiveBufferBytes))
                self.TrySetOption(Socket.SOL_SOCKET, Socket.SO_RCVBUF, receiveBufferBytes);
            return self;
        }

        errno = KernelErrors.Last;
        self.Dispose();
        return null;
    }

    /// <summary>Sends a request in the form that kernels with the filter take. It has been carried out when this returns.</summary>
    /// <param name="operation">PROC_CN_MCAST_LISTEN or PROC_CN_MCAST_IGNORE.</param>
    /// <param name="filter">Bits of PROC_EVENT_.</param>
    /// <param name="mark">The answer's <c>ack</c> is this plus 1.</param>
    /// <returns>0, or the error number.</returns>
    internal int Send(uint operation, uint filter, uint mark)
    {
        var request = new Request
        {
            Header = new nlmsghdr { nlmsg_len = (uint)sizeof(Request), nlmsg_type = Uapi.Netlink.NLMSG_DONE },
            Message = new cn_msg
            {
                id = new cb_id { idx = Uapi.Connector.CN_IDX_PROC, val = Uapi.Connector.CN_VAL_PROC },
                ack = mark,
                len = (ushort)sizeof(proc_input),
            },
            Input = new proc_input { mcast_op = operation, event_type = filter },
        };
        var kernel = new sockaddr_nl { nl_family = Socket.AF_NETLINK };
        while (Libc.sendto(fd, (byte*)&request, (nuint)sizeof(Request), 0, &kernel, (uint)sizeof(sockaddr_nl)) < 0)
        {
            if (KernelErrors.Last != Errno.EINTR) return KernelErrors.Last;
        }

        return 0;
    }

    /// <summary>Receives what is there, without waiting, up to a batch.</summary>
    /// <returns>The number of messages, or minus the error number; -EAGAIN when nothing is there.</returns>
    internal int Receive()
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        var count = Libc.recvmmsg(fd, messages, BatchSize, Socket.MSG_DONTWAIT, null);
        return count >= 0 ? count : -KernelErrors.Last;
    }

    /// <summary>Message <paramref name="index"/> of the last batch, up to <see cref="SlotBytes"/>; valid until the next one.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="sender">The sender's port: 0 is the kernel.</param>
    internal ReadOnlySpan<byte> Message(int index, out uint sender)
    {
        sender = senders[index].nl_pid;
        messages[index].msg_hdr.msg_namelen = (uint)sizeof(sockaddr_nl); // the call wrote there
        return new ReadOnlySpan<byte>(block + (index * SlotBytes), Math.Min((int)messages[index].msg_len, SlotBytes));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd < 0) return;
        _ = Libc.close(fd);
        fd = -1;
        NativeMemory.AlignedFree(block);
        block = null;
    }

    private bool TrySetOption(int level, int name, int value) => Libc.setsockopt(fd, level, name, &value, sizeof(int)) == 0;

    private void Allocate()
    {
        const int slotsSize = BatchSize * SlotBytes;
        var size = slotsSize + (BatchSize * (sizeof(mmsghdr) + sizeof(iovec) + sizeof(sockaddr_nl)));
        block = (byte*)NativeMemory.AlignedAlloc((nuint)size, 64);
        new Span<byte>(block, size).Clear();
        messages = (mmsghdr*)(block + slotsSize);
        var vectors = (iovec*)(messages + BatchSize);
        senders = (sockaddr_nl*)(vectors + BatchSize);
        for (var i = 0; i < BatchSize; i++)
        {
            vectors[i].iov_base = block + (i * SlotBytes);
            vectors[i].iov_len = SlotBytes;
            messages[i].msg_hdr.msg_name = senders + i;
            messages[i].msg_hdr.msg_namelen = (uint)sizeof(sockaddr_nl);
            messages[i].msg_hdr.msg_iov = vectors + i;
            messages[i].msg_hdr.msg_iovlen = 1;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Request
    {
        internal nlmsghdr Header;
        internal cn_msg Message;
        internal proc_input Input;
    }
}
