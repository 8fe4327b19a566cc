namespace Auspex.Linux.Watching;

/// <summary>How a session watches.</summary>
internal sealed record SessionOptions
{
    /// <summary>Whether to load the process rules; true unless told.</summary>
    public bool AddRules { get; init; } = true;

    /// <summary>The least number of records that may wait in the kernel; 8192 unless told. 0 leaves the limit as it is.</summary>
    public uint MinBacklogLimit { get; init; } = 8192;

    /// <summary>As the auditor: the longest that the maker of an event waits for room in the kernel; 5 ms, at least a tick, unless told. 0 leaves it.</summary>
    /// <remarks>
    /// The kernel's own minute is for those who must not lose a record. Should this program be stopped (SIGSTOP), or starve, every process of the
    /// machine would wait so long at each of its system calls that are recorded.
    /// </remarks>
    public TimeSpan BacklogWait { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether to listen only, even where no auditor is registered; false unless told.</summary>
    /// <remarks>Without an auditor the kernel prints the records to its own log as well.</remarks>
    public bool ListenOnly { get; init; }

    /// <summary>Room for messages to ask of the kernel, in bytes; 0 for what suits the mode.</summary>
    public int ReceiveBufferBytes { get; init; }

    /// <summary>Where it is written down what to put back; made with mode 0700 when missing.</summary>
    public string StateDirectory { get; init; } = "/run/auspex";
}
