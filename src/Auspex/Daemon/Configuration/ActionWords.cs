namespace Auspex.Daemon.Configuration;

/// <summary>Which actions each key of auditd.conf takes. Source: auditd.conf(5); spec 7.2.</summary>
internal static class ActionWords
{
    internal static readonly (string Word, DaemonAction Meaning)[] Size =
    [
        ("ignore", DaemonAction.Ignore), ("syslog", DaemonAction.Syslog), ("exec", DaemonAction.Exec), ("suspend", DaemonAction.Suspend),
        ("rotate", DaemonAction.Rotate), ("keep_logs", DaemonAction.KeepLogs),
    ];

    internal static readonly (string Word, DaemonAction Meaning)[] Admin =
    [
        ("ignore", DaemonAction.Ignore), ("syslog", DaemonAction.Syslog), ("rotate", DaemonAction.Rotate), ("email", DaemonAction.Email),
        ("exec", DaemonAction.Exec), ("suspend", DaemonAction.Suspend), ("single", DaemonAction.Single), ("halt", DaemonAction.Halt),
    ];

    internal static readonly (string Word, DaemonAction Meaning)[] Full =
        Array.FindAll(Admin, static a => a.Meaning != DaemonAction.Email);

    internal static readonly (string Word, DaemonAction Meaning)[] Error =
        Array.FindAll(Full, static a => a.Meaning != DaemonAction.Rotate);

    internal static readonly (string Word, DaemonAction Meaning)[] Queue =
    [
        ("ignore", DaemonAction.Ignore), ("syslog", DaemonAction.Syslog), ("suspend", DaemonAction.Suspend), ("single", DaemonAction.Single),
        ("halt", DaemonAction.Halt),
    ];

    internal static readonly (string Word, DaemonAction Meaning)[] Space = Array.FindAll(Admin, static a => a.Meaning != DaemonAction.Halt);
}
