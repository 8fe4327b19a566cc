namespace Auspex.Normalization;

/// <summary>Ids of users by their names, as one machine knows them. Tests use a fixed table.</summary>
/// <remarks>Implementations remember unknown names too: a log full of failed log-ins must not cost a look-up each.</remarks>
public interface IUserIds
{
    /// <summary>The uid of the user called <paramref name="name"/>.</summary>
    /// <returns>False when the machine knows no such user.</returns>
    bool TryGetId(ReadOnlySpan<byte> name, out uint uid);
}
