using System.Runtime.InteropServices;
using Auspex.Interpretation;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Users;

/// <summary>Names of users and groups as the machine's own databases give them, remembered. One thread at a time.</summary>
/// <remarks>
/// Unknown ids are remembered as well. A name that changes is seen after <see cref="Forget"/>. A database in the network may take
/// its time to answer. Source: getpwuid_r(3), getgrgid_r(3), getpwnam_r(3), getgrnam_r(3).
/// </remarks>
public sealed unsafe class UserNames : IUserNames
{
    /// <summary>Ids remembered of each kind; when there are more, all are forgotten.</summary>
    public const int MaxRemembered = 4096;

    private const int FirstBufferBytes = 4 << 10;
    private const int MaxBufferBytes = 1 << 20;
    private const int EntryBytes = 128; // more than struct passwd (48) and struct group (32)

    private readonly Dictionary<uint, byte[]?> users = [];
    private readonly Dictionary<uint, byte[]?> groups = [];
    private byte[] buffer = new byte[FirstBufferBytes];

    /// <inheritdoc/>
    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name) => TryGet(users, uid, isGroup: false, out name);

    /// <inheritdoc/>
    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGet(groups, gid, isGroup: true, out name);

    /// <summary>The uid of the user called <paramref name="name"/>; not remembered, for what people type.</summary>
    /// <returns>False when the machine knows no such user.</returns>
    public static bool TryFindUser(string name, out uint uid) => TryFind(name, isGroup: false, out uid);

    /// <inheritdoc cref="TryFindUser(string, out uint)"/>
    public static bool TryFindUser(ReadOnlySpan<byte> name, out uint uid) => TryFind(name, isGroup: false, out uid);

    /// <summary>The gid of the group called <paramref name="name"/>; not remembered, for what people type.</summary>
    /// <returns>False when the machine knows no such group.</returns>
    public static bool TryFindGroup(string name, out uint gid) => TryFind(name, isGroup: true, out gid);

    /// <inheritdoc cref="TryFindGroup(string, out uint)"/>
    public static bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid) => TryFind(name, isGroup: true, out gid);

    /// <summary>Asks anew from now on.</summary>
    public void Forget()
    {
        users.Clear();
        groups.Clear();
    }

    private static bool TryFind(string name, bool isGroup, out uint id) =>
        TryFind(System.Text.Encoding.UTF8.GetBytes(name), isGroup, out id);

    private static bool TryFind(ReadOnlySpan<byte> name, bool isGroup, out uint id)
    {
        const int idOffset = 16; // struct passwd and struct group: two pointers before it
        var entry = stackalloc byte[EntryBytes];
        var room = new byte[FirstBufferBytes];
        while (true)
        {
            void* found;
            int errno;
            fixed (byte* start = room, text = (byte[])[.. name, 0])
            {
                errno = isGroup
                    ? Libc.getgrnam_r(text, entry, start, (nuint)room.Length, &found)
                    : Libc.getpwnam_r(text, entry, start, (nuint)room.Length, &found);
                id = errno == 0 && found is not null ? *(uint*)(entry + idOffset) : 0;
            }

            if (errno == Errno.EINTR) continue;
            if (errno != Errno.ERANGE || room.Length >= MaxBufferBytes) return errno == 0 && found is not null;
            room = new byte[room.Length * 2]; // a group with many members
        }
    }

    private bool TryGet(Dictionary<uint, byte[]?> remembered, uint id, bool isGroup, out ReadOnlySpan<byte> name)
    {
        if (!remembered.TryGetValue(id, out var known))
        {
            // (uid_t)-1 means "unset" everywhere and is nobody's.
            known = id == uint.MaxValue ? null : Ask(id, isGroup);
            if (remembered.Count >= MaxRemembered) remembered.Clear();
            remembered[id] = known;
        }

        name = known;
        return known is not null;
    }

    private byte[]? Ask(uint id, bool isGroup)
    {
        var entry = stackalloc byte[EntryBytes];
        void* found;
        while (true)
        {
            int errno;
            fixed (byte* start = buffer)
            {
                errno = isGroup
                    ? Libc.getgrgid_r(id, entry, start, (nuint)buffer.Length, &found)
                    : Libc.getpwuid_r(id, entry, start, (nuint)buffer.Length, &found);

                // The name is the first member of both structures, and points into the buffer.
                if (errno == 0 && found is not null)
                    return MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*(byte**)entry).ToArray();
            }

            if (errno == Errno.EINTR) continue;
            if (errno != Errno.ERANGE || buffer.Length >= MaxBufferBytes) return null;
            buffer = new byte[buffer.Length * 2]; // a group with many members
        }
    }
}
