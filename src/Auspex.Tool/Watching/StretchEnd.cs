namespace Auspex.Tool.Watching;

/// <summary>Why a stretch of watching has ended.</summary>
internal enum StretchEnd
{
    /// <summary>It could not begin.</summary>
    Refused = 0,

    /// <summary>The time or the count was reached, or the reader has gone.</summary>
    Done,

    /// <summary>A signal asked for the end.</summary>
    Signal,

    /// <summary>SIGTSTP: the program is to stop, and may go on later.</summary>
    Stopped,
}
