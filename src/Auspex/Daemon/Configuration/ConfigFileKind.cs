namespace Auspex.Daemon.Configuration;

/// <summary>What a path leads to.</summary>
internal enum ConfigFileKind
{
    /// <summary>Nothing.</summary>
    Missing = 0,

    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>Anything else.</summary>
    Other,
}
