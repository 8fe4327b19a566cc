using System.Runtime.InteropServices;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Netlink;

internal sealed partial class AuditControl
{
    /// <summary>
    /// The longest text that a record of user space takes. Source: linux/audit.h, AUDIT_MESSAGE_TEXT_MAX.
    /// </summary>
    private const int MaxTextBytes = 8560;

    /// <summary>Asks who last sent the auditor a signal that ends, reloads, rotates or resumes it.</summary>
    public SignalSender GetSignalSender()
    {
        SignalSender? sender = null;
        Request("ask who sent a signal", Audit.AUDIT_SIGNAL_INFO, default, expectReply: true, (type, payload) =>
        {
            if (type != Audit.AUDIT_SIGNAL_INFO || payload.Length < 2 * sizeof(int)) return false;
            var context = System.Text.Encoding.UTF8.GetString(payload[(2 * sizeof(int))..].TrimEnd((byte)0));
            sender = new SignalSender(
                MemoryMarshal.Read<uint>(payload), MemoryMarshal.Read<int>(payload[sizeof(int)..]), context.Length == 0 ? null : context);
            return true;
        });
        return sender ?? throw KernelErrors.Create("ask who sent a signal", Errno.EPROTO);
    }

    /// <inheritdoc/>
    public void Trim() => Request("trim the audited trees", Audit.AUDIT_TRIM, default, expectReply: false, null);

    /// <inheritdoc/>
    public void MakeEquivalent(ReadOnlySpan<byte> mount, ReadOnlySpan<byte> subtree)
    {
        var payload = new byte[(2 * sizeof(uint)) + mount.Length + subtree.Length];
        MemoryMarshal.Write(payload, (uint)mount.Length);
        MemoryMarshal.Write(payload.AsSpan(sizeof(uint)), (uint)subtree.Length);
        mount.CopyTo(payload.AsSpan(2 * sizeof(uint)));
        subtree.CopyTo(payload.AsSpan((2 * sizeof(uint)) + mount.Length));
        Request("make an audited tree equivalent", Audit.AUDIT_MAKE_EQUIV, payload, expectReply: false, null);
    }

    /// <inheritdoc/>
    public void SendUserMessage(int type, ReadOnlySpan<byte> text)
    {
        const string operation = "send an audit record";
        if (text.Length >= MaxTextBytes) KernelErrors.Throw(operation, Errno.EINVAL);
        var payload = new byte[text.Length + 1]; // with its NUL
        text.CopyTo(payload);
        Request(operation, (ushort)type, payload, expectReply: false, null);
    }
}
