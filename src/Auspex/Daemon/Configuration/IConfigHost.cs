namespace Auspex.Daemon.Configuration;

/// <summary>What a configuration needs to know of the machine. Implementations: the machine, and fixed facts in tests.</summary>
internal interface IConfigHost
{
    /// <summary>Where our own program and its names are, or null where that is not known.</summary>
    string? ProgramFolder { get; }

    /// <summary>Facts of a file.</summary>
    ConfigFile Look(string path);

    /// <summary>The gid of a group.</summary>
    bool TryFindGroup(string name, out uint gid);

    /// <summary>False when the resolver knows for sure that there is no such domain for mail.</summary>
    bool MayTakeMail(string domain);
}
