namespace Auspex.Normalization;

/// <summary>The parts of an event that are fields of its records. Source: spec 9.5.</summary>
public enum EventPart
{
    /// <summary>The session in which it happened.</summary>
    Session = 0,

    /// <summary>Who did it: whom the system knows him as since he logged in.</summary>
    Subject,

    /// <summary>As whom he did it.</summary>
    ActingAs,

    /// <summary>The security label of who did it. Only with labels.</summary>
    SubjectLabel,

    /// <summary>What was acted upon.</summary>
    Object,

    /// <summary>More about what was acted upon: a file's inode.</summary>
    ObjectDetail,

    /// <summary>What it became, or where it went: the new name, the new mode.</summary>
    Target,

    /// <summary>The security label of what was acted upon. Only with labels.</summary>
    ObjectLabel,

    /// <summary>The key of the rule that asked for the event.</summary>
    Key,
}
