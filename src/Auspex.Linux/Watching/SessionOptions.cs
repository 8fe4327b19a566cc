namespace Auspex.Linux.Watching;

/// <summary>How a session watches.</summary>
public sealed record SessionOptions
{
    /// <summary>Whether to load the process rules; true unless told.</summary>
    public bool AddRules { get; init; } = true;

    /// <summary>The least number of records that may wait in the kernel; 8192 unless told. 0 leaves the limit as it is.</summary>
    public uint MinBacklogLimit { get; init; } = 8192;

    /// <summary>Whether to listen only, even where no auditor is registered; false unless told.</summary>
    /// <remarks>Without an auditor the kernel prints the records to its own log as well.</remarks>
    public bool ListenOnly { get; init; }

    /// <summary>Room for messages to ask of the kernel, in bytes; 0 for what suits the mode.</summary>
    public int ReceiveBufferBytes { get; init; }

    /// <summary>Where it is written down what to put back; made with mode 0700 when missing.</summary>
    public string StateDirectory { get; init; } = "/run/auspex";
}
