using System.Runtime.InteropServices;
using Auspex.Linux.Native;

namespace Auspex.Linux.Users;

/// <summary>All users of the machine's databases. Source: getpwent(3).</summary>
internal static unsafe class UserList
{
    /// <summary>Users read at most: a directory in the network may have any number.</summary>
    public const int MaxUsers = 1 << 20;

    private const int UidOffset = 16; // struct passwd: two pointers before it

    /// <summary>Reads them, in the databases' order. Not while another thread does the same.</summary>
    public static IReadOnlyList<(byte[] Name, uint Uid)> Read()
    {
        var users = new List<(byte[] Name, uint Uid)>();
        Libc.setpwent();
        void* entry;
        while (users.Count < MaxUsers && (entry = Libc.getpwent()) is not null)
            users.Add((MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*(byte**)entry).ToArray(), *(uint*)((byte*)entry + UidOffset)));
        Libc.endpwent();
        return users;
    }
}
