using System.Diagnostics;
using System.Runtime.InteropServices;
using Auspex.Kernel;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.Linux.Netlink;

/// <summary>The control channel over a netlink socket of its own, on which no records arrive.</summary>
/// <remarks>
/// Every request asks for an acknowledgement and carries a sequence number; answers with another number, or from
/// another sender
/// than the kernel, are refused and counted. The kernel answers from a thread of its own, so that the answer may come
/// before or
/// after the acknowledgement: both are awaited. Source: netlink(7); spec 5.4 and 12.
/// </remarks>
internal sealed partial class AuditControl : IAuditControl
{
    private const int BufferBytes = 16384;

    private readonly AuditSocket socket;
    private readonly TimeSpan timeout;
    private readonly byte[] buffer = new byte[BufferBytes];
    private uint sequence;

    private AuditControl(AuditSocket socket, TimeSpan timeout)
    {
        this.socket = socket;
        this.timeout = timeout;
    }

    /// <summary>The socket's descriptor.</summary>
    internal int Descriptor => socket.Descriptor;

    /// <summary>Messages that came from another sender than the kernel.</summary>
    public long Foreign { get; private set; }

    /// <summary>Opens the channel. This needs no privilege yet; the requests do (CAP_AUDIT_CONTROL).</summary>
    /// <param name="timeout">How long to wait for each answer; 5 seconds unless told.</param>
    /// <exception cref="KernelException">EPROTONOSUPPORT: there is no audit in this kernel.</exception>
    public static AuditControl Open(TimeSpan? timeout = null) =>
        new(AuditSocket.Open(), timeout ?? TimeSpan.FromSeconds(5));

    /// <inheritdoc/>
    public AuditStatus GetStatus()
    {
        AuditStatus? status = null;
        Request("read the audit status", Audit.AUDIT_GET, default, expectReply: true, (type, payload) =>
        {
            if (type == Audit.AUDIT_GET && AuditStatus.TryParse(payload, out var read)) status = read;
            return status is not null;
        });
        return status ?? throw KernelErrors.Create("read the audit status", Errno.EPROTO);
    }

    /// <inheritdoc/>
    public void SetEnabled(EnabledState enabled) => Set(
        enabled == EnabledState.Off ? "switch auditing off" : "switch auditing on",
        StatusMask.Enabled,
        new AuditStatus { Enabled = enabled });

    /// <inheritdoc/>
    public void SetFailure(FailureMode failure) =>
        Set("set the audit failure mode", StatusMask.Failure, new AuditStatus { Failure = failure });

    /// <inheritdoc/>
    public void Unregister() => Set("unregister as the auditor", StatusMask.AuditorPid, default);

    /// <inheritdoc/>
    public void SetRateLimit(uint recordsPerSecond) =>
        Set("set the audit rate limit", StatusMask.RateLimit, new AuditStatus { RateLimit = recordsPerSecond });

    /// <inheritdoc/>
    public void SetBacklogLimit(uint records) =>
        Set("set the audit backlog limit", StatusMask.BacklogLimit, new AuditStatus { BacklogLimit = records });

    /// <inheritdoc/>
    public void SetBacklogWaitTime(uint ticks) =>
        Set("set the audit backlog wait time", StatusMask.BacklogWaitTime, new AuditStatus { BacklogWaitTime = ticks });

    /// <inheritdoc/>
    public uint ResetLost() => Set("reset the count of lost audit records", StatusMask.Lost, default);

    /// <inheritdoc/>
    public uint ResetBacklogWaitTimeActual() =>
        Set("reset the audit backlog wait time", StatusMask.BacklogWaitTimeActual, default);

    /// <inheritdoc/>
    public AuditFeatures GetFeatures()
    {
        AuditFeatures? features = null;
        Request("read the audit features", Audit.AUDIT_GET_FEATURE, default, expectReply: true, (type, payload) =>
        {
            if (type == Audit.AUDIT_GET_FEATURE && AuditFeatures.TryParse(payload, out var read)) features = read;
            return features is not null;
        });
        return features ?? throw KernelErrors.Create("read the audit features", Errno.EPROTO);
    }

    /// <inheritdoc/>
    public void SetFeatures(FeatureFlags mask, AuditFeatures features)
    {
        Span<byte> payload = stackalloc byte[AuditFeatures.SizeBytes];
        features.Write(mask, payload);
        Request("set the audit features", Audit.AUDIT_SET_FEATURE, payload, expectReply: false, null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RuleWire> ListRules()
    {
        var rules = new ReceivedRules();
        Request("list the audit rules", Audit.AUDIT_LIST_RULES, default, expectReply: true, rules.Take);
        return rules.ToList();
    }

    /// <inheritdoc/>
    public void AddRule(RuleWire rule) =>
        Request("add an audit rule", Audit.AUDIT_ADD_RULE, rule.Bytes, expectReply: false, null);

    /// <inheritdoc/>
    public void DeleteRule(RuleWire rule) =>
        Request("delete an audit rule", Audit.AUDIT_DEL_RULE, rule.Bytes, expectReply: false, null);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private delegate bool Reply(ushort type, ReadOnlySpan<byte> payload);

    private uint Set(string operation, StatusMask mask, AuditStatus status)
    {
        Span<byte> payload = stackalloc byte[AuditStatus.SizeBytes];
        status.Write(mask, payload);
        return Request(operation, Audit.AUDIT_SET, payload, expectReply: false, null);
    }

    /// <summary>
    /// Sends a request and waits for its acknowledgement and, if there is to be one, its answer's last message.
    /// </summary>
    /// <returns>The number in the acknowledgement: 0, or a former count.</returns>
    private uint Request(string operation, ushort type, ReadOnlySpan<byte> payload, bool expectReply, Reply? reply)
    {
        var flags = (ushort)(Uapi.Netlink.NLM_F_REQUEST | Uapi.Netlink.NLM_F_ACK);
        var errno = socket.Send(type, flags, ++sequence, payload);
        if (errno != 0) KernelErrors.Throw(operation, errno);

        uint result = 0;
        bool acknowledged = false, answered = !expectReply;
        var started = Stopwatch.GetTimestamp();
        while (!acknowledged || !answered)
        {
            if (!TryReceive(operation, started, out var received, out var body)) continue;
            if (received != Uapi.Netlink.NLMSG_ERROR)
            {
                answered |= reply is not null && reply(received, body);
                continue;
            }

            if (body.Length < sizeof(int)) KernelErrors.Throw(operation, Errno.EPROTO);
            var error = MemoryMarshal.Read<int>(body);
            if (error < 0) KernelErrors.Throw(operation, -error);
            result = (uint)error;
            acknowledged = true;
        }

        return result;
    }

    /// <summary>Receives one message that belongs to the current request.</summary>
    /// <returns>False when it was another's, or nothing came yet.</returns>
    private bool TryReceive(string operation, long started, out ushort type, out ReadOnlySpan<byte> body)
    {
        type = 0;
        body = default;
        var errno = socket.Receive(buffer, 0, out var sender, out var length);
        if (errno == Errno.EAGAIN)
        {
            var left = timeout - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) KernelErrors.Throw(operation, Errno.ETIMEDOUT);
            socket.Wait(left);
            return false;
        }

        if (errno != 0) KernelErrors.Throw(operation, errno);
        if (sender != 0)
        {
            Foreign++;
            return false;
        }

        if (length < Uapi.Netlink.NLMSG_HDRLEN) return false;
        var header = MemoryMarshal.Read<nlmsghdr>(buffer);
        if (header.nlmsg_seq != sequence) return false; // late answer to a request that was given up
        type = header.nlmsg_type;
        var end = Math.Clamp((int)Math.Min(header.nlmsg_len, BufferBytes), Uapi.Netlink.NLMSG_HDRLEN, length);
        body = buffer.AsSpan(Uapi.Netlink.NLMSG_HDRLEN..end);
        return true;
    }
}
