using System.Runtime.InteropServices;
using Auspex.Kernel;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

using Errno = Auspex.Linux.Uapi.Errno;

namespace Auspex.Linux.Netlink;

/// <summary>Receives audit records from the kernel, many with one call, without allocating. One thread at a time.</summary>
/// <remarks>
/// The records of one call lie in one block of native memory that this object owns. Dispose closes the socket, by which the
/// kernel learns sooner or later that the auditor is gone; unregister through the control channel first.
/// Source: netlink(7), recvmmsg(2); linux/audit.h 6.18; spec 12.
/// </remarks>
internal sealed unsafe class AuditReceiver : IDisposable
{
    /// <summary>Messages received by one call at most.</summary>
    public const int BatchSize = 64;

    /// <summary>Room for one message. A record has at most 8970 bytes, and a header of 16.</summary>
    public const int SlotBytes = 9216;

    private const uint RegistrationSequence = 1;

    private readonly AuditSocket socket;
    private readonly ReceiveMode mode;
    private byte* block;
    private byte* slots;
    private mmsghdr* messages;
    private sockaddr_nl* senders;
    private int used;
    private long received, calls, overruns, truncated, foreign, malformed;

    private AuditReceiver(AuditSocket socket, ReceiveMode mode)
    {
        this.socket = socket;
        this.mode = mode;
        Allocate();
    }

    /// <summary>How records come.</summary>
    public ReceiveMode Mode => mode;

    /// <summary>The descriptor, for a poll loop; owned by this object.</summary>
    public int Descriptor => socket.Descriptor;

    /// <summary>The room that the kernel grants for waiting messages, in bytes as it counts them.</summary>
    public int ReceiveBufferBytes => socket.GetOption(Socket.SOL_SOCKET, Socket.SO_RCVBUF);

    /// <summary>Registers as the auditor. Never pushes out another one.</summary>
    /// <param name="control">Tells who is registered.</param>
    /// <param name="receiveBufferBytes">Room to ask for; 16 MiB unless told.</param>
    /// <exception cref="KernelException">EEXIST: another auditor is registered. EPERM: no CAP_AUDIT_CONTROL.</exception>
    public static AuditReceiver OpenAuditor(IAuditControl control, int receiveBufferBytes = 16 << 20)
    {
        const string operation = "register as the auditor";
        var self = new AuditReceiver(AuditSocket.Open(), ReceiveMode.Auditor);
        try
        {
            self.Prepare(receiveBufferBytes);
            var errno = self.Register();
            if (errno != 0) KernelErrors.Throw(operation, errno);
            if (control.GetStatus().AuditorPid != Libc.getpid()) KernelErrors.Throw(operation, Errno.EEXIST);
            return self;
        }
        catch
        {
            self.Dispose();
            throw;
        }
    }

    /// <summary>Joins the listeners. Others are not disturbed, and the kernel waits for none of them.</summary>
    /// <param name="receiveBufferBytes">Room to ask for; 32 MiB unless told, as nothing else holds what comes in bursts.</param>
    /// <exception cref="KernelException">EPERM: no CAP_AUDIT_READ.</exception>
    public static AuditReceiver OpenListener(int receiveBufferBytes = 32 << 20)
    {
        var self = new AuditReceiver(AuditSocket.Open(1u << (Audit.AUDIT_NLGRP_READLOG - 1)), ReceiveMode.Listener);
        self.Prepare(receiveBufferBytes);
        return self;
    }

    /// <summary>Registers again, after the kernel has dropped us.</summary>
    /// <returns>False when another auditor is registered now.</returns>
    public bool TryRenew(IAuditControl control)
    {
        if (mode != ReceiveMode.Auditor) return false;

        // A refusal would stand behind the records that wait; the status tells sooner.
        _ = SendRegistration();
        return control.GetStatus().AuditorPid == Libc.getpid();
    }

    /// <summary>Receives what is there, without waiting. Views of the batch before become invalid.</summary>
    /// <returns>False when nothing is there.</returns>
    /// <exception cref="KernelException">The socket is broken.</exception>
    public bool TryReceive(out ReceivedBatch batch)
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        ResetUsed();
        var count = ReceiveMessages();
        Count(count);
        used = count;
        batch = new ReceivedBatch(this, count);
        return count > 0;
    }

    /// <summary>What came so far. Asks the kernel for the number of dropped messages.</summary>
    public ReceiverCounters GetCounters() =>
        new(received, calls, overruns, socket.GetDrops(), truncated, foreign, malformed);

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        NativeMemory.AlignedFree(block);
        block = null;
    }

    /// <summary>Message <paramref name="index"/> of the batch.</summary>
    /// <returns>False when it is no record: from elsewhere, malformed, or part of the protocol.</returns>
    internal bool TryGetRecord(int index, out ReceivedRecord record)
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        record = default;
        if (senders[index].nl_pid != 0) return false;
        var length = Math.Min((int)messages[index].msg_len, SlotBytes);
        return ReceivedRecord.TryRead(new ReadOnlySpan<byte>(slots + (index * SlotBytes), length), out record);
    }

    private int ReceiveMessages()
    {
        while (true)
        {
            var count = Libc.recvmmsg(socket.Descriptor, messages, BatchSize, Socket.MSG_DONTWAIT, null);
            if (count > 0)
            {
                received += count;
                calls++;
                return count;
            }

            var errno = count == 0 ? Errno.EAGAIN : KernelErrors.Last;
            switch (errno)
            {
                case Errno.EAGAIN:
                    return 0;
                case Errno.EINTR:
                    break;
                case Errno.ENOBUFS:
                    overruns++;
                    break;
                default:
                    KernelErrors.Throw("receive audit records", errno);
                    break;
            }
        }
    }

    private void Count(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (senders[i].nl_pid != 0) foreign++;
            else if (messages[i].msg_len < Uapi.Netlink.NLMSG_HDRLEN) malformed++;
            else if ((messages[i].msg_hdr.msg_flags & Socket.MSG_TRUNC) != 0) truncated++;
        }
    }

    private void Prepare(int receiveBufferBytes)
    {
        // Without CAP_NET_ADMIN the request is cut to net.core.rmem_max: less room, but no failure.
        if (!socket.TrySetOption(Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, receiveBufferBytes))
            socket.TrySetOption(Socket.SOL_SOCKET, Socket.SO_RCVBUF, receiveBufferBytes);

        // An auditor's socket that reports overruns takes nothing more until it is empty; without, what fits goes on. Dropped tells.
        if (mode == ReceiveMode.Auditor) socket.TrySetOption(Socket.SOL_NETLINK, Uapi.Netlink.NETLINK_NO_ENOBUFS, 1);
    }

    /// <summary>Sends the registration. A refusal is there when the call returns; of success, records are the only sign.</summary>
    /// <remarks>
    /// No acknowledgement is asked for: kernels before 6.8 may send records before it, and here is no place to put them. The
    /// kernel handles the request before sendto(2) returns and nothing else can have come before a refusal.
    /// </remarks>
    private int Register()
    {
        var errno = SendRegistration();
        if (errno != 0) return errno;

        Span<byte> answer = stackalloc byte[Uapi.Netlink.NLMSG_HDRLEN + sizeof(int)];
        errno = socket.Receive(answer, Socket.MSG_PEEK, out var sender, out var length);
        if (errno != 0 || sender != 0 || length < answer.Length) return errno is Errno.EAGAIN or Errno.ENOBUFS ? 0 : errno;
        var header = MemoryMarshal.Read<nlmsghdr>(answer);
        if (header.nlmsg_type != Uapi.Netlink.NLMSG_ERROR || header.nlmsg_seq != RegistrationSequence) return 0;
        return -MemoryMarshal.Read<int>(answer[Uapi.Netlink.NLMSG_HDRLEN..]);
    }

    private int SendRegistration()
    {
        Span<byte> payload = stackalloc byte[AuditStatus.SizeBytes];
        new AuditStatus { AuditorPid = Libc.getpid() }.Write(StatusMask.AuditorPid, payload);
        return socket.Send(Audit.AUDIT_SET, Uapi.Netlink.NLM_F_REQUEST, RegistrationSequence, payload);
    }

    private void Allocate()
    {
        const int slotsSize = BatchSize * SlotBytes;
        var headersSize = BatchSize * (sizeof(mmsghdr) + sizeof(iovec) + sizeof(sockaddr_nl));
        block = (byte*)NativeMemory.AlignedAlloc((nuint)(slotsSize + headersSize), 4096);
        new Span<byte>(block + slotsSize, headersSize).Clear();
        slots = block;
        messages = (mmsghdr*)(block + slotsSize);
        var vectors = (iovec*)(messages + BatchSize);
        senders = (sockaddr_nl*)(vectors + BatchSize);
        for (var i = 0; i < BatchSize; i++)
        {
            vectors[i].iov_base = slots + (i * SlotBytes);
            vectors[i].iov_len = SlotBytes;
            messages[i].msg_hdr.msg_name = senders + i;
            messages[i].msg_hdr.msg_namelen = (uint)sizeof(sockaddr_nl);
            messages[i].msg_hdr.msg_iov = vectors + i;
            messages[i].msg_hdr.msg_iovlen = 1;
        }
    }

    /// <summary>Undoes what the last call changed in the headers it used.</summary>
    private void ResetUsed()
    {
        for (var i = 0; i < used; i++) messages[i].msg_hdr.msg_namelen = (uint)sizeof(sockaddr_nl);
        used = 0;
    }
}
