namespace Auspex.Normalization;

/// <summary>What kind of thing was acted upon. Words: <see cref="Tables.ObjectKinds"/>. Source: spec 9.5.</summary>
public enum ObjectKind
{
    /// <summary>None of the others.</summary>
    Unknown = 0,

    /// <summary>A fifo.</summary>
    Fifo,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A file.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A socket, or the address of one.</summary>
    Socket,

    /// <summary>A process or a program.</summary>
    Process,

    /// <summary>Netfilter.</summary>
    Firewall,

    /// <summary>A service.</summary>
    Service,

    /// <summary>An account.</summary>
    Account,

    /// <summary>A session of a user.</summary>
    UserSession,

    /// <summary>A virtual machine.</summary>
    VirtualMachine,

    /// <summary>A printer.</summary>
    Printer,

    /// <summary>The system as a whole.</summary>
    System,

    /// <summary>A rule of the administrator.</summary>
    AuditRule,

    /// <summary>The configuration of the audit system.</summary>
    AuditConfiguration,

    /// <summary>The policy of mandatory access control.</summary>
    SecurityPolicy,

    /// <summary>A file system.</summary>
    FileSystem,

    /// <summary>Memory of a process.</summary>
    Memory,

    /// <summary>Keystrokes.</summary>
    Keystrokes,

    /// <summary>A device.</summary>
    Device,

    /// <summary>Installed software.</summary>
    Software,

    /// <summary>The policy of integrity measurement.</summary>
    IntegrityPolicy,

    /// <summary>Security modules of the kernel.</summary>
    SecurityModules,

    /// <summary>Several processes.</summary>
    ProcessGroup,
}
