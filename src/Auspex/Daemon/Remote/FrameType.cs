namespace Auspex.Daemon.Remote;

/// <summary>What a frame is. A reply has bits beside its number: <see cref="FrameBits"/>. Source: spec 8.6.</summary>
internal enum FrameType : uint
{
    /// <summary>A record, with its line end.</summary>
    Message = 0x00000000,

    /// <summary>Asks whether the other side still lives; no body.</summary>
    Heartbeat = 0x00000001,

    /// <summary>All is well.</summary>
    Ack = FrameBits.Reply,

    /// <summary>The collector is going down.</summary>
    Ending = FrameBits.Reply | 0x1,

    /// <summary>Written, and space is low.</summary>
    DiskLow = FrameBits.Reply | FrameBits.Warning | 0x1,

    /// <summary>Not written: the disk is full.</summary>
    DiskFull = FrameBits.Reply | FrameBits.Fatal | 0x1,

    /// <summary>Not written: the disk does not work, or the log is suspended.</summary>
    DiskError = FrameBits.Reply | FrameBits.Fatal | 0x2,
}
