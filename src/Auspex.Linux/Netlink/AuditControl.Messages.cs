using System.Runtime.InteropServices;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Netlink;

public sealed partial class AuditControl
{
    /// <summary>
    /// The longest text that a record of user space takes. Source: linux/audit.h, AUDIT_MESSAGE_TEXT_MAX.
    /// </summary>
    private const int MaxTextBytes = 8560;

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
