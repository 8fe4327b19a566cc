using Auspex.Interpretation;

namespace Auspex.Linux.Users;

/// <summary>temporary</summary>
public sealed class UserNames : IUserNames
{
    /// <inheritdoc/>
    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name) { name = uid == 0 ? "root"u8 : default; return uid == 0; }

    /// <inheritdoc/>
    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) { name = default; return false; }

    /// <summary>t</summary>
    public static bool TryFindUser(string name, out uint uid) { uid = 0; return name == "root"; }
}
