using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>linux/netlink.h.</summary>
internal static class Netlink
{
    internal const int NETLINK_AUDIT = 9;
    internal const int NETLINK_CONNECTOR = 11;

    internal const ushort NLMSG_NOOP = 1;
    internal const ushort NLMSG_ERROR = 2;
    internal const ushort NLMSG_DONE = 3;
    internal const ushort NLMSG_OVERRUN = 4;

    internal const ushort NLM_F_REQUEST = 1;
    internal const ushort NLM_F_ACK = 4;

    internal const int NLMSG_HDRLEN = 16;

    internal const int NETLINK_NO_ENOBUFS = 5;
    internal const int NETLINK_ADD_MEMBERSHIP = 1;

    /// <summary>The length rounded up to four bytes.</summary>
    internal static int NLMSG_ALIGN(int length) => (length + 3) & ~3;
}

/// <summary><c>struct nlmsghdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct nlmsghdr
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
}

/// <summary><c>struct sockaddr_nl</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct sockaddr_nl
{
    internal ushort nl_family;
    internal ushort nl_pad;
    internal uint nl_pid;
    internal uint nl_groups;
}
