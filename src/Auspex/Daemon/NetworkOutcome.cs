namespace Auspex.Daemon;

/// <summary>What became of a record that a sender gave us, and so what it is answered.</summary>
internal enum NetworkOutcome
{
    /// <summary>Written, or nothing is to be written: ACK.</summary>
    Written = 0,

    /// <summary>Written, and space is low: DISKLOW.</summary>
    WrittenDiskLow,

    /// <summary>ENOSPC: DISKFULL.</summary>
    DiskFull,

    /// <summary>Another error of the disk: DISKERROR.</summary>
    DiskError,

    /// <summary>Logging is suspended: DISKERROR, <c>remote logging suspended</c>.</summary>
    Suspended,
}
