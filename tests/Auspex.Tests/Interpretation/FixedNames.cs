using Auspex.Interpretation;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// The users of the machine the goldens were made on, as far as they matter: uids 4000 to 4099 are unknown there.
/// </summary>
internal sealed class FixedNames : IUserNames
{
    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
    {
        name = uid switch
        {
            1 => "daemon"u8,
            2 => "bin"u8,
            3 => "sys"u8,
            5000 => "Jürgen"u8,
            5001 => "a b"u8,
            _ => default,
        };
        return !name.IsEmpty;
    }

    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name)
    {
        name = gid switch
        {
            1 => "daemon"u8,
            2 => "bin"u8,
            3 => "sys"u8,
            12 => "man"u8,
            _ => default,
        };
        return !name.IsEmpty;
    }
}
