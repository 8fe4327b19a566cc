namespace Auspex.Rules.Lint;

/// <summary>The kinds of findings. Their numbers stay: scripts name them. Shown as <c>AL</c> and the number.</summary>
/// <remarks>1xx a line, 2xx rules among each other, 3xx the machine, 4xx files and settings, 5xx cost, 6xx use.</remarks>
internal enum LintCode
{
    /// <summary>No such option, or its value is missing.</summary>
    UnknownOption = 101,

    /// <summary>A word that belongs to no option.</summary>
    StrayWord = 102,

    /// <summary>A line that does not begin with an option.</summary>
    NoOption = 103,

    /// <summary>An option beside others that it does not stand with.</summary>
    WrongCompany = 104,

    /// <summary>A value that the option does not take.</summary>
    BadOptionValue = 105,

    /// <summary><c>-R</c> inside a rule file.</summary>
    NestedFile = 106,

    /// <summary>List and action are not one of each.</summary>
    BadKeyword = 107,

    /// <summary>The action <c>possible</c>, which makes no rule.</summary>
    PossibleAction = 108,

    /// <summary>More than one rule in a line.</summary>
    SecondRule = 109,

    /// <summary>A part of a rule without its list.</summary>
    NoList = 110,

    /// <summary>System calls on a list that has none.</summary>
    NoSyscallsOnList = 111,

    /// <summary>A system call that no machine has.</summary>
    UnknownSyscall = 112,

    /// <summary>Calls that have other numbers on the 32-bit side, and no <c>arch=</c>.</summary>
    ArchMismatch = 113,

    /// <summary>A watch beside a list or fields.</summary>
    WatchInRule = 114,

    /// <summary>A path that cannot be watched.</summary>
    BadPath = 115,

    /// <summary>A path that does not mean what it looks like.</summary>
    OddPath = 116,

    /// <summary>Permissions that are none, or too many.</summary>
    BadPermission = 117,

    /// <summary>Permissions without a rule.</summary>
    PermissionAlone = 118,

    /// <summary>A key on a rule that can have none.</summary>
    KeyAlone = 119,

    /// <summary>A key that is too long, or holds the byte between keys.</summary>
    BadKey = 120,

    /// <summary>A field without operator.</summary>
    NoOperator = 121,

    /// <summary>An operator without field.</summary>
    NoFieldName = 122,

    /// <summary>An operator without value.</summary>
    NoValue = 123,

    /// <summary>A field of no known name.</summary>
    UnknownField = 124,

    /// <summary>More fields than a rule holds.</summary>
    TooManyFields = 125,

    /// <summary>A field that its list does not take.</summary>
    FieldOnWrongList = 126,

    /// <summary>An operator that the field does not take.</summary>
    OperatorNotTaken = 127,

    /// <summary>No number where one must stand.</summary>
    NotNumber = 128,

    /// <summary>A value that is too long or too large.</summary>
    ValueTooBig = 129,

    /// <summary>A number with something behind it, or of too many bits.</summary>
    NumberCut = 130,

    /// <summary><c>arch=</c> behind the system calls.</summary>
    ArchMisplaced = 131,

    /// <summary>A machine of no known name.</summary>
    UnknownArch = 132,

    /// <summary>The machine has no calls of that many bits.</summary>
    NoSuchBits = 133,

    /// <summary>A user or group of no known name.</summary>
    UnknownAccount = 134,

    /// <summary>A record type, errno, file type or filesystem of no known name.</summary>
    UnknownName = 135,

    /// <summary>A field or list that the kernel does not know.</summary>
    NotInKernel = 136,

    /// <summary>Two fields that cannot be compared.</summary>
    Incomparable = 137,

    /// <summary>A line longer than is read.</summary>
    LineTooLong = 138,

    /// <summary>A rule that is there already: older tools stop loading here.</summary>
    Duplicate = 201,

    /// <summary>An earlier rule takes everything that this one would take.</summary>
    Shadowed = 202,

    /// <summary>An earlier <c>never</c> takes calls of this rule before it is looked at.</summary>
    KilledByNever = 203,

    /// <summary><c>never</c> on the task list: no system call of any process makes an event.</summary>
    NeverTask = 204,

    /// <summary>A rule on the exclude list takes away records of which events of the other rules are made.</summary>
    ExcludesRecords = 205,

    /// <summary>Programs of 32 bits make the same calls unseen.</summary>
    No32BitTwin = 206,

    /// <summary>Programs of 64 bits make the same calls unseen.</summary>
    No64BitTwin = 207,

    /// <summary>A system call that other machines have, but not this one.</summary>
    SyscallNotHere = 208,

    /// <summary>A deletion of a rule that is not there: loading stops here.</summary>
    DeletesNothing = 209,

    /// <summary><c>-D</c> behind rules takes them away again.</summary>
    DeletedAgain = 210,

    /// <summary>More rules than are compared with each other, or read.</summary>
    TooManyRules = 211,

    /// <summary>The conditions never hold together, or no call is named: the rule never matches.</summary>
    NeverMatches = 212,

    /// <summary>A condition that always holds beside another of the rule.</summary>
    SaysNothing = 213,

    /// <summary><c>exit=</c> with the name of an error and no minus sign: calls that fail return negative numbers.</summary>
    PositiveError = 214,

    /// <summary>The path does not exist here: nothing is seen until it does.</summary>
    PathMissing = 301,

    /// <summary>The directory does not exist here: the kernel refuses the rule.</summary>
    DirectoryMissing = 302,

    /// <summary>Filesystems are mounted below the directory: only those mounted before the rules are loaded are watched.</summary>
    MountBelow = 303,

    /// <summary><c>path=</c> names a mount point: the directory beneath the mount is watched, not what is mounted.</summary>
    PathIsMount = 304,

    /// <summary><c>path=</c> names a directory: what lies deeper is not watched.</summary>
    PathIsDirectory = 305,

    /// <summary>A program that gives privileges is not on the list of those that are watched.</summary>
    PrivilegedUnwatched = 306,

    /// <summary>Too many files to look for programs that give privileges in all of them.</summary>
    SearchCut = 307,

    /// <summary><c>-e 2</c> is not the last line.</summary>
    LockNotLast = 401,

    /// <summary>A line behind <c>-e 2</c>, which the kernel refuses.</summary>
    BehindLock = 402,

    /// <summary>A setting that a later line of the set changes.</summary>
    ControlOverridden = 403,

    /// <summary>No <c>-D</c>: rules from before stay, and loading twice fails.</summary>
    NoDeleteAll = 404,

    /// <summary><c>-i</c>: errors are hidden, and loading always seems to work.</summary>
    IgnoresErrors = 405,

    /// <summary><c>-c</c>: loading goes on after errors, so a part of the rules may be missing.</summary>
    ContinuesOnErrors = 406,

    /// <summary>No line end at the end: augenrules of audit joins this line with the next file's first.</summary>
    NoLineEnd = 407,

    /// <summary><c>-w</c>: looked at for every system call, and deprecated.</summary>
    OldWatch = 501,

    /// <summary><c>perm=</c> without <c>arch=</c>: looked at for every system call.</summary>
    PermWithoutArch = 502,

    /// <summary>Every system call, and nothing that narrows.</summary>
    AllCalls = 503,

    /// <summary>Calls that programs make all the time, and nothing that narrows.</summary>
    HotCalls = 504,

    /// <summary>A field that costs stands before one that is cheap.</summary>
    CostlyFirst = 505,

    /// <summary>No key: events of this rule cannot be asked for.</summary>
    NoKey = 601,

    /// <summary>A key or value in quotes, which are a part of it.</summary>
    QuotedWord = 602,

    /// <summary>A key on a rule that makes no events.</summary>
    KeyWithoutEvents = 603,
}
