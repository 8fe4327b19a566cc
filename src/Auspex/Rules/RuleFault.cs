namespace Auspex.Rules;

/// <summary>
/// What can be wrong with a rule, or odd about it. Source: facts/rule-error-messages.tsv; spec 5.3 to 5.6.
/// </summary>
internal enum RuleFault
{
    /// <summary>No option, or an unknown one.</summary>
    UnknownOption,

    /// <summary>A word that belongs to no option.</summary>
    StrayWord,

    /// <summary>The words make no sense at all.</summary>
    NoOption,

    /// <summary>An option whose neighbours it does not take: <c>-s</c>, <c>-l</c>, <c>-D</c>, <c>-m</c>.</summary>
    WrongCompany,

    /// <summary>The value of an option is none it takes.</summary>
    BadOptionValue,

    /// <summary><c>-R</c> inside a rule file, or beside other options.</summary>
    NestedFile,

    /// <summary>List and action are not one of each.</summary>
    BadKeyword,

    /// <summary>The action <c>possible</c>.</summary>
    PossibleAction,

    /// <summary>More than one rule in a line.</summary>
    SecondRule,

    /// <summary>A part of a rule without its list.</summary>
    NoList,

    /// <summary>System calls on a list that has none.</summary>
    NoSyscallsOnList,

    /// <summary>More rules than any machine can bear.</summary>
    TooManyRules,

    /// <summary>A system call, or operation of io_uring, of no known name.</summary>
    UnknownSyscall,

    /// <summary>
    /// The calls have other numbers on the machine's 32-bit side, and no <c>arch=</c> says which are meant.
    /// </summary>
    ArchMismatch,

    /// <summary>A watch beside fields or a list.</summary>
    WatchInRule,

    /// <summary>A path that cannot be watched.</summary>
    BadPath,

    /// <summary>A path that does not mean what it looks like: <c>..</c>, wildcards.</summary>
    OddPath,

    /// <summary>A watch: its rule is looked at for every system call.</summary>
    SlowWatch,

    /// <summary>Permissions that are none, or too many.</summary>
    BadPermission,

    /// <summary>Permissions without the rule they belong to.</summary>
    PermissionAlone,

    /// <summary>Permissions without <c>arch=</c>: the rule is looked at for every system call.</summary>
    SlowPermission,

    /// <summary>A key without a rule that may have one.</summary>
    KeyAlone,

    /// <summary>A key that is too long, or holds the separator.</summary>
    BadKey,

    /// <summary>A field without operator.</summary>
    NoOperator,

    /// <summary>An operator without field before it.</summary>
    NoFieldName,

    /// <summary>An operator without value behind it.</summary>
    NoValue,

    /// <summary>A field of no known name.</summary>
    UnknownField,

    /// <summary>More fields than a rule can hold.</summary>
    TooManyFields,

    /// <summary>A field that its list does not take.</summary>
    FieldOnWrongList,

    /// <summary>An operator that the field does not take.</summary>
    OperatorNotTaken,

    /// <summary>A value that is not a number, where one must stand.</summary>
    NotNumber,

    /// <summary>A value that is too long or too large.</summary>
    ValueTooBig,

    /// <summary>A number with something behind it, or of more bits than a rule compares.</summary>
    NumberCut,

    /// <summary><c>arch=</c> behind the system calls.</summary>
    ArchMisplaced,

    /// <summary>A machine of no known name.</summary>
    UnknownArch,

    /// <summary>The machine has no calls of that many bits.</summary>
    NoSuchBits,

    /// <summary>A user or group of no known name.</summary>
    UnknownAccount,

    /// <summary>A record type, errno, file type or filesystem of no known name.</summary>
    UnknownName,

    /// <summary>A field or list that the kernel does not know.</summary>
    NotInKernel,

    /// <summary>Two fields that cannot be compared.</summary>
    Incomparable,

    /// <summary>A line that is longer than is read.</summary>
    LineTooLong,
}
