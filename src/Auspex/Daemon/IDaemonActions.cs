namespace Auspex.Daemon;

/// <summary>What the daemon does to the machine when it must. Implementations: the machine, and a list in tests.</summary>
internal interface IDaemonActions : IDaemonNotices
{
    /// <summary>Sends mail by the machine's own sendmail.</summary>
    void Mail(string account, string subject, string text);

    /// <summary>Starts a program and does not wait.</summary>
    /// <param name="program">Its absolute path.</param>
    /// <param name="resumes">True when logging goes on once it has ended.</param>
    void Run(string program, bool resumes);

    /// <summary>Brings the machine to single-user mode.</summary>
    void EnterSingleUser();

    /// <summary>Shuts the machine down.</summary>
    void Halt();
}
