using System.Text;
using Auspex.Normalization;

namespace Auspex.Linux.Users;

/// <summary>Ids of users by name as the machine's own database gives them, remembered. One thread at a time.</summary>
/// <remarks>Unknown names are remembered as well. Source: getpwnam_r(3).</remarks>
public sealed class UserIds : IUserIds
{
    /// <summary>Names remembered; when there are more, all are forgotten.</summary>
    public const int MaxRemembered = 4096;

    /// <summary>Longer names are nobody's. Source: useradd(8), 32 characters, and room to spare.</summary>
    public const int MaxNameBytes = 256;

    private readonly Dictionary<string, uint?> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint?>.AlternateLookup<ReadOnlySpan<char>> byChars;

    /// <summary>Nothing is remembered yet.</summary>
    public UserIds() => byChars = ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
    {
        uid = 0;
        if (name.Length > MaxNameBytes || name.Contains((byte)0)) return false;
        Span<char> chars = stackalloc char[MaxNameBytes];
        var key = chars[..Encoding.Latin1.GetChars(name, chars)]; // one character a byte: names are told apart as bytes
        if (!byChars.TryGetValue(key, out var known))
        {
            if (ids.Count >= MaxRemembered) ids.Clear();
            known = UserNames.TryFindUser(Encoding.UTF8.GetString(name), out var found) ? found : null;
            ids.Add(key.ToString(), known);
        }

        uid = known ?? 0;
        return known is not null;
    }
}
