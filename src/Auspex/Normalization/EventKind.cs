namespace Auspex.Normalization;

/// <summary>What an event is about, seen from far away. Words: <see cref="Tables.EventKinds"/>. Source: spec 9.5.</summary>
public enum EventKind
{
    /// <summary>None of the others.</summary>
    Unknown = 0,

    /// <summary>Something a program in user space reports.</summary>
    UserSpace,

    /// <summary>The system, or one of its services, starts or stops.</summary>
    SystemServices,

    /// <summary>A configuration changes.</summary>
    Configuration,

    /// <summary>Keystrokes.</summary>
    Tty,

    /// <summary>A user's account changes.</summary>
    UserAccount,

    /// <summary>Somebody logs in or out, or proves who he is.</summary>
    UserLogin,

    /// <summary>auditd itself.</summary>
    AuditDaemon,

    /// <summary>Mandatory access control decides.</summary>
    MacDecision,

    /// <summary>Something is not as it should be.</summary>
    Anomaly,

    /// <summary>Integrity of files and of the system.</summary>
    Integrity,

    /// <summary>What was done about an anomaly.</summary>
    AnomalyResponse,

    /// <summary>Mandatory access control changes.</summary>
    Mac,

    /// <summary>Keys and sessions of cryptography.</summary>
    Crypto,

    /// <summary>Virtual machines.</summary>
    Virt,

    /// <summary>A system call that a rule of the administrator asks for.</summary>
    AuditRule,

    /// <summary>Discretionary access control decides: seccomp.</summary>
    DacDecision,

    /// <summary>Somebody takes on a group.</summary>
    GroupChange,

    /// <summary>A virus scanner decides: fanotify.</summary>
    AvDecision,

    /// <summary>BPF programs come and go.</summary>
    Bpf,
}
