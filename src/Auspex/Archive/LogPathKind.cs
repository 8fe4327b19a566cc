namespace Auspex.Archive;

/// <summary>What a path leads to, links followed.</summary>
internal enum LogPathKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    Missing,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>Something with bytes: a file, a pipe, a device.</summary>
    File,
}
