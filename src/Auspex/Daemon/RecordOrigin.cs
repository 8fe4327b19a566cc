namespace Auspex.Daemon;

/// <summary>Where a record of the daemon came from.</summary>
internal enum RecordOrigin
{
    /// <summary>The kernel's netlink socket.</summary>
    Kernel = 0,

    /// <summary>The daemon itself: types 1200 to 1299.</summary>
    Daemon,

    /// <summary>Another machine's sender. Its line is kept as it came; the type is read from the text.</summary>
    Network,
}
