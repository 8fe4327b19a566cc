namespace Auspex.Daemon.Logs;

/// <summary>Whether the open log is still what its name leads to.</summary>
internal enum LogPlace
{
    /// <summary>It is, or nobody can tell.</summary>
    There = 0,

    /// <summary>It has another name now, or its folder has; it can be read there.</summary>
    Moved,

    /// <summary>It has no name any more: what it holds is gone once it is closed.</summary>
    Removed,

    /// <summary>It is shorter than what was written.</summary>
    Cut,
}
