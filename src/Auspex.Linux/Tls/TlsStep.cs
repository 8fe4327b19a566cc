namespace Auspex.Linux.Tls;

/// <summary>How far a <see cref="TlsSession"/> got with a socket that does not block.</summary>
internal enum TlsStep
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Wait until there is something to read, then again.</summary>
    WantsRead,

    /// <summary>Wait until there is room to write, then again.</summary>
    WantsWrite,

    /// <summary>The peer has ended the session in order.</summary>
    Closed,

    /// <summary>The session is broken: <see cref="TlsSession.Fault"/>.</summary>
    Failed,
}
