namespace Auspex.Daemon.Remote;

/// <summary>Whether a pattern of hosts.allow or hosts.deny is about a caller. Ordered, so that both hold as far as the lesser of two does.</summary>
internal enum AccessMatch
{
    /// <summary>It is not.</summary>
    No = 0,

    /// <summary>Nobody can tell without a look-up, or what is written is not understood.</summary>
    Unknown,

    /// <summary>It is.</summary>
    Yes,
}
