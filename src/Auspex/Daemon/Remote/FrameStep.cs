namespace Auspex.Daemon.Remote;

/// <summary>How far a <see cref="FrameReader"/> got.</summary>
internal enum FrameStep
{
    /// <summary>The bytes end inside a frame: receive more.</summary>
    NeedMore = 0,

    /// <summary>A frame is there.</summary>
    Frame,

    /// <summary>The bytes do not begin with the magic number: end the connection, or <see cref="FrameReader.SkipLine"/>.</summary>
    BadMagic,

    /// <summary>The body is longer than <see cref="FrameHeader.MaxBody"/>: end the connection.</summary>
    TooLong,
}
