using Auspex.Interpretation;

namespace Auspex.Bench;

/// <summary>Two users, found at once: what a cache of names costs is measured elsewhere.</summary>
internal sealed class FixedNames : IUserNames
{
    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
    {
        name = uid == 0 ? "root"u8 : "alice"u8;
        return uid is 0 or 1000;
    }

    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
}
