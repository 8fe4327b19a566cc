namespace Auspex.Health;

/// <summary>Whether logins are given a login uid.</summary>
internal sealed record SessionFacts
{
    /// <summary>The login uid of the one who asks; null where it is unset.</summary>
    public uint? LoginUid { get; init; }

    /// <summary>True when the one who asks has a terminal: then a person logged in.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>The services of /etc/pam.d by which people log in, each with whether pam_loginuid is in it.</summary>
    public IReadOnlyList<(string Service, bool HasLoginUid)> Services { get; init; } = [];
}
