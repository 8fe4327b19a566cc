namespace Auspex.Tool.Suite.Aulast;

/// <summary>How a session stands.</summary>
internal enum SessionState
{
    /// <summary>No end of it is known.</summary>
    Open,

    /// <summary>The person logged out; of a boot: the machine was shut down.</summary>
    LoggedOut,

    /// <summary>The machine went down in good order while it lasted.</summary>
    Down,

    /// <summary>The machine started anew, and nothing said that it went down.</summary>
    Crash,

    /// <summary>Its number was given to another session.</summary>
    Gone,

    /// <summary>It never began: the login was refused.</summary>
    Failed,
}
