namespace Auspex.Events;

/// <summary>Why records are missing. Their words, as logs and metrics have them, are in <see cref="LossRecord"/>.</summary>
internal enum LossCause
{
    /// <summary>The kernel's own counter of lost records rose: its backlog was full.</summary>
    Kernel = 0,

    /// <summary>Serials are missing among those received.</summary>
    Serials,

    /// <summary>The socket had no room: records of events that came are missing from them. The kernel may have counted some of them too.</summary>
    Socket,

    /// <summary>The queue between receiver and writer was full.</summary>
    Queue,

    /// <summary>The log could not be written: full, broken or suspended.</summary>
    Disk,

    /// <summary>A consumer's queue was full, or it did not take its records. The log itself has them.</summary>
    Consumer,

    /// <summary>The daemon did not run: what the kernel numbered meanwhile is not in the log.</summary>
    Restart,

    /// <summary>The log was removed, or cut, by another while it was written: what it held is gone.</summary>
    Removed,

    /// <summary>More than the budget allowed: repeats were counted instead of written.</summary>
    Budget,
}
