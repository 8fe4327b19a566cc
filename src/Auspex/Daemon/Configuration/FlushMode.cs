namespace Auspex.Daemon.Configuration;

/// <summary>How records reach the disk. Source: auditd.conf(5), flush.</summary>
internal enum FlushMode
{
    /// <summary>When the kernel sees fit.</summary>
    None = 0,

    /// <summary>fsync every <c>freq</c> records.</summary>
    Incremental,

    /// <summary>The same by a thread of its own.</summary>
    IncrementalAsync,

    /// <summary>O_DSYNC: content before the call returns.</summary>
    Data,

    /// <summary>O_SYNC: content and facts of the file before the call returns.</summary>
    Sync,
}
