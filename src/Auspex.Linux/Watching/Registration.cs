namespace Auspex.Linux.Watching;

/// <summary>Whether a session still receives the way it began.</summary>
internal enum Registration
{
    /// <summary>It does.</summary>
    Held = 0,

    /// <summary>The kernel had dropped us as the auditor, and took us again. Records between may be in its own log, or lost.</summary>
    /// <remarks>
    /// Kernels differ in when they do. 6.18 keeps an auditor whose socket stays full, but not its records: docs/receiving.md.
    /// </remarks>
    Renewed,

    /// <summary>Another auditor is registered now: end this session and start one that listens.</summary>
    Lost,
}
