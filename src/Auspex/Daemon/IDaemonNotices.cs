namespace Auspex.Daemon;

/// <summary>Where the daemon tells people: syslog, or standard error in the foreground. Safe to call from any thread; never throws.</summary>
internal interface IDaemonNotices
{
    /// <summary>Tells one line.</summary>
    /// <param name="priority">syslog(3): 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 info, 7 debug.</param>
    /// <param name="text">One line, without an end.</param>
    void Tell(int priority, string text);
}
