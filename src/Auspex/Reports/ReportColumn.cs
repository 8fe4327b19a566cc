namespace Auspex.Reports;

/// <summary>What may stand in a row of a detailed report, behind date and time.</summary>
internal enum ReportColumn
{
    /// <summary>The account a user-space record is about, else the user's id.</summary>
    AccountOrUser,

    /// <summary>The account a user-space record is about.</summary>
    Account,

    /// <summary>Who logged in.</summary>
    Auid,

    /// <summary>The class of the object of a policy's decision.</summary>
    Class,

    /// <summary>The command's name.</summary>
    Command,

    /// <summary>Keystrokes.</summary>
    Data,

    /// <summary>The program.</summary>
    Executable,

    /// <summary>The program, else the command's name.</summary>
    ExecutableOrCommand,

    /// <summary>The first file that is more than the directory of another.</summary>
    File,

    /// <summary>The host, or an address.</summary>
    Host,

    /// <summary>The first key.</summary>
    Key,

    /// <summary>Who logged in; where that failed, the account that was tried.</summary>
    LoginName,

    /// <summary>The label of what was acted on.</summary>
    Object,

    /// <summary>The permissions that were asked for.</summary>
    Permission,

    /// <summary>The process.</summary>
    Pid,

    /// <summary>A policy's decision: denied, granted, unset.</summary>
    Result,

    /// <summary>The event's serial.</summary>
    Serial,

    /// <summary>The login session.</summary>
    Session,

    /// <summary>The label of who acted.</summary>
    Subject,

    /// <summary>yes, no, unset.</summary>
    Success,

    /// <summary>The system call.</summary>
    Syscall,

    /// <summary>The terminal.</summary>
    Terminal,

    /// <summary>The type of the first record.</summary>
    Type,
}
