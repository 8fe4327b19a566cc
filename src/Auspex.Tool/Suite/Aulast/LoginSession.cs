namespace Auspex.Tool.Suite.Aulast;

/// <summary>A line of <c>aulast</c>: a session of a person, a boot of the machine, or a login that failed.</summary>
internal sealed class LoginSession
{
    /// <summary>What one takes beside its texts, in bytes, with its place among the open ones.</summary>
    private const int ObjectBytes = 320;

    /// <summary>Bytes of memory it takes.</summary>
    internal long Footprint => ObjectBytes + Name.Length + Terminal.Length + Host.Length;

    /// <summary>Which one it is, counted from the first.</summary>
    internal required long Number { get; init; }

    /// <summary>When it began, in seconds since 1970-01-01 UTC.</summary>
    internal required long Start { get; init; }

    /// <summary>The serial of the event that began it.</summary>
    internal required ulong StartSerial { get; init; }

    /// <summary>Who: as it is printed.</summary>
    internal required byte[] Name { get; init; }

    /// <summary>The login uid.</summary>
    internal uint Auid { get; init; }

    /// <summary>The process that logged the person in.</summary>
    internal int Pid { get; init; }

    /// <summary>The session's number.</summary>
    internal uint SessionId { get; init; }

    /// <summary>True for a boot of the machine.</summary>
    internal bool IsBoot { get; init; }

    /// <summary>How it stands.</summary>
    internal SessionState State { get; set; }

    /// <summary>The serial of the USER_LOGIN event, or 0.</summary>
    internal ulong LoginSerial { get; set; }

    /// <summary>When it ended, or 0.</summary>
    internal long End { get; set; }

    /// <summary>The serial of the event that ended it, or 0.</summary>
    internal ulong EndSerial { get; set; }

    /// <summary>True once the person is known to have come in; others are not listed.</summary>
    internal bool IsListed { get; set; }

    /// <summary>The terminal without <c>/dev/</c>.</summary>
    internal byte[] Terminal { get; set; } = "?"u8.ToArray();

    /// <summary>From where; of a boot the kernel.</summary>
    internal byte[] Host { get; set; } = "?"u8.ToArray();
}
