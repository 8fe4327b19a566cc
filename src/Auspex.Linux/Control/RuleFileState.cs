namespace Auspex.Linux.Control;

/// <summary>Whether a rule file may be loaded.</summary>
internal enum RuleFileState
{
    /// <summary>It has been read.</summary>
    Read,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It cannot be opened or read.</summary>
    Unreadable,

    /// <summary>Everybody may write it.</summary>
    WorldWritable,

    /// <summary>It is a directory, a pipe or the like.</summary>
    NotRegular,

    /// <summary>It is longer than what is read.</summary>
    TooLarge,
}
