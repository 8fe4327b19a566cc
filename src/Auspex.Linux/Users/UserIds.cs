using System.Text;
using Auspex.Normalization;

namespace Auspex.Linux.Users;

/// <summary>Ids of users as the machine's own database gives them, remembered. One thread at a time.</summary>
/// <remarks>Unknown names are remembered as well. A database in the network may take its time to answer. Source: getpwnam_r(3).</remarks>
public sealed class UserIds : IUserIds
{
    /// <summary>Names remembered; when there are more, all are forgotten.</summary>
    public const int MaxRemembered = 4096;

    /// <summary>The longest name that is asked for: LOGIN_NAME_MAX of limits.h.</summary>
    public const int MaxNameBytes = 256;

    private readonly Dictionary<byte[], uint?> remembered = new(new NameComparer());
    private readonly Dictionary<byte[], uint?>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    /// <summary>Nothing remembered yet.</summary>
    public UserIds() => lookup = remembered.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <inheritdoc/>
    public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
    {
        if (!lookup.TryGetValue(name, out var known))
        {
            if (name.IsEmpty || name.Length > MaxNameBytes || name.Contains((byte)0))
            {
                uid = 0;
                return false;
            }

            if (UserNames.TryFindUser(Encoding.UTF8.GetString(name), out var found)) known = found;
            if (remembered.Count >= MaxRemembered) remembered.Clear();
            remembered[name.ToArray()] = known;
        }

        uid = known ?? 0;
        return known is not null;
    }

    private sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
