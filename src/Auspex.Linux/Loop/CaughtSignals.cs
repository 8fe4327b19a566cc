namespace Auspex.Linux.Loop;

/// <summary>Signals that came.</summary>
[Flags]
internal enum CaughtSignals
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>SIGINT.</summary>
    Interrupt = 1,

    /// <summary>SIGTERM.</summary>
    Terminate = 2,

    /// <summary>SIGHUP.</summary>
    Hangup = 4,

    /// <summary>SIGWINCH: the terminal has another size.</summary>
    WindowChanged = 8,

    /// <summary>SIGUSR1.</summary>
    User1 = 16,

    /// <summary>SIGUSR2.</summary>
    User2 = 32,

    /// <summary>SIGCONT.</summary>
    Continue = 64,

    /// <summary>SIGTSTP: Ctrl-Z.</summary>
    Stop = 128,
}
