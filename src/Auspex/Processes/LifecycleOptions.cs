namespace Auspex.Processes;

/// <summary>How the lives of processes are put together.</summary>
internal sealed record LifecycleOptions
{
    /// <summary>How long each fact waits for facts that explain it. Default 150 ms.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// How long the facts of a process of unknown birth wait, when its parent is known to make records and the record of the birth
    /// should therefore come; and how long an exit_group waits for accounting. Default 2 s.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>True when accounting tells of every death: then it alone decides that a process is dead, and how it died.</summary>
    public bool HasAccounting { get; init; }

    /// <summary>True when facts are taken in as they happen, and time is the caller's; false for a replay, where time is the records'.</summary>
    public bool IsLive { get; init; }

    /// <summary>The machine whose processes they are, where records name it (<c>node=</c>). Default null.</summary>
    public byte[]? Node { get; init; }

    /// <summary>Facts that may wait; beyond, the oldest take effect early. Default 131072.</summary>
    public int MaxWaiting { get; init; } = 1 << 17;

    /// <summary>Bytes of arguments and paths in facts that may wait; beyond, the oldest take effect early. Default 8 MiB.</summary>
    public long MaxWaitingBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of arguments remembered of one image, for what is told after its exec; the rest is cut. Default 1024.</summary>
    public int MaxArgumentBytes { get; init; } = 1024;

    /// <summary>Bytes of arguments and paths remembered of all images; beyond, those of further ones are not. Default 16 MiB.</summary>
    public long MaxImageBytes { get; init; } = 16 << 20;

    /// <summary>True when processes are asked for after their end: then what they ran with is kept, within the budget. Default false.</summary>
    public bool KeepsHistory { get; init; }

    /// <summary>Living processes remembered; beyond, those not heard of for longest are forgotten, which is reported. Default 1048576.</summary>
    public int MaxProcesses { get; init; } = 1 << 20;
}
