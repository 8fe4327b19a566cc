namespace Auspex.Processes;

/// <summary>Who a process acts as. An id of 4294967295 is unset.</summary>
/// <param name="Auid">Login uid: who logged in, whatever became of it since.</param>
/// <param name="Uid">Real uid.</param>
/// <param name="Euid">Effective uid.</param>
/// <param name="Gid">Real gid.</param>
/// <param name="Session">Login session.</param>
internal readonly record struct Credentials(uint Auid, uint Uid, uint Euid, uint Gid, uint Session)
{
    /// <summary>The number that means unset.</summary>
    public const uint Unset = uint.MaxValue;

    /// <summary>What the record itself calls them; null where it is not enriched.</summary>
    public CredentialNames? Names { get; init; }
}
