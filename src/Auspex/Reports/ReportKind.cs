namespace Auspex.Reports;

/// <summary>What a report is about. Source: aureport(8).</summary>
internal enum ReportKind
{
    /// <summary>Counts of everything: no report option.</summary>
    Totals,

    /// <summary>Decisions of an access policy: <c>-a</c>.</summary>
    Avc,

    /// <summary>Configuration changes: <c>-c</c>.</summary>
    Config,

    /// <summary>Authentication attempts: <c>-au</c>.</summary>
    Auth,

    /// <summary>Logins: <c>-l</c>.</summary>
    Login,

    /// <summary>Changes to accounts: <c>-m</c>.</summary>
    Mods,

    /// <summary>All events: <c>-e</c>.</summary>
    Event,

    /// <summary>Files: <c>-f</c>.</summary>
    File,

    /// <summary>Hosts: <c>-h</c>.</summary>
    Host,

    /// <summary>Processes: <c>-p</c>.</summary>
    Pid,

    /// <summary>System calls: <c>-s</c>.</summary>
    Syscall,

    /// <summary>Terminals: <c>-tm</c>.</summary>
    Terminal,

    /// <summary>Users: <c>-u</c>.</summary>
    User,

    /// <summary>Programs: <c>-x</c>.</summary>
    Executable,

    /// <summary>Commands: <c>--comm</c>.</summary>
    Command,

    /// <summary>Anomalies: <c>-n</c>.</summary>
    Anomaly,

    /// <summary>Responses to anomalies: <c>-r</c>.</summary>
    Response,

    /// <summary>Mandatory access control: <c>-ma</c>.</summary>
    Mac,

    /// <summary>Integrity: <c>--integrity</c>.</summary>
    Integrity,

    /// <summary>Virtual machines: <c>--virt</c>.</summary>
    Virt,

    /// <summary>Cryptography: <c>-cr</c>.</summary>
    Crypto,

    /// <summary>Keys of rules: <c>-k</c>.</summary>
    Key,

    /// <summary>Keystrokes: <c>--tty</c>.</summary>
    Tty,

    /// <summary>From when to when each log goes: <c>-t</c>.</summary>
    LogRange,
}
