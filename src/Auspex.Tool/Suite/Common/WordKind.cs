namespace Auspex.Tool.Suite.Common;

/// <summary>What kind of word stands at a place of a command line, for completion.</summary>
internal enum WordKind
{
    /// <summary>A file or folder; anything that is not known better.</summary>
    File = 0,

    /// <summary>Nothing that could be guessed: a number, a time.</summary>
    Free,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A user of this machine.</summary>
    User,

    /// <summary>A group of this machine.</summary>
    Group,

    /// <summary>A record type, several with commas.</summary>
    RecordType,

    /// <summary>A system call, several with commas.</summary>
    Call,

    /// <summary>A field of a rule, and what it is compared with.</summary>
    RuleField,

    /// <summary>A program that the shell would find.</summary>
    Program,
}
