namespace Auspex.Interpretation;

/// <summary>Names of users and groups of one machine. Tests use a fixed table, so that no answer depends on where they run.</summary>
/// <remarks>Implementations remember unknown ids too: a log full of foreign ids must not cost a look-up each.</remarks>
public interface IUserNames
{
    /// <summary>The login name of <paramref name="uid"/>; the bytes stay valid as long as the object.</summary>
    /// <returns>False when the machine knows no such user.</returns>
    bool TryGetUser(uint uid, out ReadOnlySpan<byte> name);

    /// <summary>The name of group <paramref name="gid"/>; the bytes stay valid as long as the object.</summary>
    /// <returns>False when the machine knows no such group.</returns>
    bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name);
}
