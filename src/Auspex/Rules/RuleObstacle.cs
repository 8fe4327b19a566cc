namespace Auspex.Rules;

/// <summary>How a rule keeps births, images and deaths of processes from being told.</summary>
internal enum RuleObstacle
{
    /// <summary>A <c>never</c> rule on the task list: processes it matches make no events at all.</summary>
    NeverTask = 0,

    /// <summary>A <c>never</c> rule on the exit list takes such a call, and stands ahead: the first rule that matches decides.</summary>
    NeverExit,

    /// <summary>A rule on the exclude list takes away records of which such events are made.</summary>
    Exclude,
}
