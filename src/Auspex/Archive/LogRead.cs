namespace Auspex.Archive;

/// <summary>How reading a log went.</summary>
internal enum LogRead
{
    /// <summary>There is a block.</summary>
    Block,

    /// <summary>A pipe has been silent for a while, and may go on.</summary>
    Silence,

    /// <summary>Nothing follows.</summary>
    End,
}
