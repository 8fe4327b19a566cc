namespace Auspex.Daemon.Remote;

/// <summary>Why a wait on an <see cref="IRemoteLink"/> is over.</summary>
internal enum LinkWait
{
    /// <summary>The time is over.</summary>
    TimedOut = 0,

    /// <summary>The collector sent something, or ended the connection.</summary>
    Readable,

    /// <summary>The program is to end, or to drop what it is doing.</summary>
    Stopped,
}
