namespace Auspex.Rules.Lint;

/// <summary>What stands at a path.</summary>
internal enum PathKind
{
    /// <summary>It cannot be told: no permission, say. Nothing is said of such a path.</summary>
    Unknown = 0,

    /// <summary>Nothing, though its directory is there.</summary>
    Missing,

    /// <summary>Nothing, and its directory is not there either.</summary>
    MissingWithDirectory,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A file, or anything else that is no directory.</summary>
    File,
}
