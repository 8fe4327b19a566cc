using Auspex.Linux.Users;

namespace Auspex.Tool.Watching;

/// <summary>A user as a person asked for: by number, or by a name that the record carries or else this machine knows.</summary>
internal sealed class WantedUser
{
    private readonly byte[]? name;
    private readonly uint? id;

    private WantedUser(byte[]? name, uint? id)
    {
        this.name = name;
        this.id = id;
    }

    /// <summary>True when only a log can know the name: this machine does not.</summary>
    internal bool IsForeign => id is null;

    /// <summary>The name, where it was asked for by name.</summary>
    internal string Name => name is null ? "" : System.Text.Encoding.UTF8.GetString(name);

    /// <summary>True once a record has carried the name.</summary>
    internal bool IsSeen { get; private set; }

    internal static WantedUser Of(uint id) => new(null, id);

    internal static WantedUser Of(string name) =>
        new(System.Text.Encoding.UTF8.GetBytes(name), UserNames.TryFindUser(name, out var id) ? id : null);

    /// <summary>Whether it is this one.</summary>
    /// <param name="user">The number.</param>
    /// <param name="recorded">What the record calls it; null where it does not say.</param>
    internal bool Is(uint user, byte[]? recorded)
    {
        if (name is null || recorded is null) return id == user;
        var isSame = recorded.AsSpan().SequenceEqual(name);
        IsSeen |= isSame;
        return isSame;
    }
}
