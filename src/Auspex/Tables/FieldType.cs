namespace Auspex.Tables;

/// <summary>
/// What a field's value means. The numbers are ABI: AUPARSE_TYPE_ of auparse-defs.h. Source: facts/field-types.tsv,
/// spec 4.3.
/// </summary>
public enum FieldType
{
    /// <summary>Shown as it is written.</summary>
    Unclassified = 0,

    /// <summary>A user's id.</summary>
    Uid = 1,

    /// <summary>A group's id.</summary>
    Gid = 2,

    /// <summary>A system call's number.</summary>
    Syscall = 3,

    /// <summary>A machine.</summary>
    Arch = 4,

    /// <summary>What a system call returned.</summary>
    Exit = 5,

    /// <summary>Untrusted text: quoted, or in hexadecimal.</summary>
    Escaped = 6,

    /// <summary>Permissions of a watch.</summary>
    Perm = 7,

    /// <summary>File type and permissions.</summary>
    Mode = 8,

    /// <summary>A socket address.</summary>
    SockAddr = 9,

    /// <summary>Flags of no known kind, shown as written.</summary>
    Flags = 10,

    /// <summary>Whether a device is promiscuous.</summary>
    Promisc = 11,

    /// <summary>One capability.</summary>
    Capability = 12,

    /// <summary>Success or failure.</summary>
    Success = 13,

    /// <summary>Argument 0 of a system call.</summary>
    A0 = 14,

    /// <summary>Argument 1.</summary>
    A1 = 15,

    /// <summary>Argument 2.</summary>
    A2 = 16,

    /// <summary>Argument 3.</summary>
    A3 = 17,

    /// <summary>A signal.</summary>
    Signal = 18,

    /// <summary>A rule list.</summary>
    List = 19,

    /// <summary>Keystrokes.</summary>
    TtyData = 20,

    /// <summary>A session.</summary>
    Session = 21,

    /// <summary>A set of capabilities.</summary>
    CapBitmap = 22,

    /// <summary>A netfilter protocol family.</summary>
    NfProto = 23,

    /// <summary>An ICMP type.</summary>
    IcmpType = 24,

    /// <summary>An internet protocol.</summary>
    Protocol = 25,

    /// <summary>A network address as text.</summary>
    Addr = 26,

    /// <summary>A personality.</summary>
    Personality = 27,

    /// <summary>What seccomp did.</summary>
    Seccomp = 28,

    /// <summary>Open flags.</summary>
    OFlag = 29,

    /// <summary>MAP_ flags.</summary>
    Mmap = 30,

    /// <summary>Permissions without file type.</summary>
    ModeShort = 31,

    /// <summary>A security label.</summary>
    MacLabel = 32,

    /// <summary>A command line, its arguments separated by NUL.</summary>
    ProcTitle = 33,

    /// <summary>A netfilter hook.</summary>
    Hook = 34,

    /// <summary>What netfilter did.</summary>
    NetAction = 35,

    /// <summary>A link-layer protocol.</summary>
    MacProto = 36,

    /// <summary>An ioctl request.</summary>
    IoctlReq = 37,

    /// <summary>Keys of rules, separated by 0x01.</summary>
    EscapedKey = 38,

    /// <summary>A file's name.</summary>
    EscapedFile = 39,

    /// <summary>A decision of fanotify.</summary>
    Fanotify = 40,

    /// <summary>A netlink multicast group.</summary>
    NlMcGrp = 41,

    /// <summary>RESOLVE_ flags of openat2.</summary>
    Resolve = 42,

    /// <summary>Whether fanotify's listener trusts.</summary>
    Trust = 43,

    /// <summary>The kind of fanotify's further information.</summary>
    FanType = 44,

    /// <summary>Fanotify's further information.</summary>
    FanInfo = 45,

    /// <summary>An errno.</summary>
    Errno = 46,
}
