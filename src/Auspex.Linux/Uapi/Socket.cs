using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>sys/socket.h and asm-generic/socket.h.</summary>
internal static class Socket
{
    internal const int AF_NETLINK = 16;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOCK_NONBLOCK = 0x800;

    internal const int SOL_SOCKET = 1;
    internal const int SOL_NETLINK = 270;
    internal const int SO_RCVBUF = 8;
    internal const int SO_RCVBUFFORCE = 33;
    internal const int SO_MEMINFO = 55;

    /// <summary>Index into the words of SO_MEMINFO: messages that found no room.</summary>
    internal const int SK_MEMINFO_DROPS = 8;
    internal const int SK_MEMINFO_VARS = 9;

    internal const int MSG_PEEK = 2;
    internal const int MSG_TRUNC = 0x20;
    internal const int MSG_DONTWAIT = 0x40;
}

/// <summary><c>struct sockaddr_un</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct sockaddr_un
{
    internal const int PathBytes = 108;

    internal ushort sun_family;
    internal fixed byte sun_path[PathBytes];
}

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct iovec
{
    internal void* iov_base;
    internal nuint iov_len;
}

/// <summary><c>struct msghdr</c> as glibc has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct msghdr
{
    internal void* msg_name;
    internal uint msg_namelen;
    internal iovec* msg_iov;
    internal nuint msg_iovlen;
    internal void* msg_control;
    internal nuint msg_controllen;
    internal int msg_flags;
}

/// <summary><c>struct mmsghdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct mmsghdr
{
    internal msghdr msg_hdr;
    internal uint msg_len;
}
