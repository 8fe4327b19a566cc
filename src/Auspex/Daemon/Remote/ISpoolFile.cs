namespace Auspex.Daemon.Remote;

/// <summary>The file under a <see cref="SpoolQueue"/>, open and locked. Every call answers with errno, 0 for success.</summary>
internal interface ISpoolFile : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads at an offset until the room is full or the file ends.</summary>
    /// <param name="offset">Where.</param>
    /// <param name="room">Where to.</param>
    /// <param name="count">How many bytes were read.</param>
    int Read(long offset, Span<byte> room, out int count);

    /// <summary>Writes all bytes at an offset.</summary>
    int Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Gives it a length, with room on the disk for all of it.</summary>
    int Reserve(long length);
}
