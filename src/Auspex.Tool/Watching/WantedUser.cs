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

    internal static WantedUser Of(uint id) => new(null, id);

    internal static WantedUser Of(string name) =>
        new(System.Text.Encoding.UTF8.GetBytes(name), UserNames.TryFindUser(name, out var id) ? id : null);

    /// <summary>Whether it is this one.</summary>
    /// <param name="user">The number.</param>
    /// <param name="recorded">What the record calls it; null where it does not say.</param>
    internal bool Is(uint user, byte[]? recorded) =>
        name is not null && recorded is not null ? recorded.AsSpan().SequenceEqual(name) : id == user;
}
