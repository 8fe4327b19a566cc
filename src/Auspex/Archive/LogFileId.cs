namespace Auspex.Archive;

/// <summary>Which file a log is, whatever it is called by now.</summary>
/// <param name="Device">The device as stat(2) gives it, st_dev.</param>
/// <param name="Inode">The inode.</param>
internal readonly record struct LogFileId(ulong Device, ulong Inode)
{
    /// <summary>No file: a pipe, or bytes in memory.</summary>
    public static LogFileId None => default;

    /// <summary>st_dev of a device with these numbers. Source: makedev(3), glibc.</summary>
    public static ulong DeviceOf(uint major, uint minor) =>
        ((ulong)(major & 0xFFF) << 8) | (minor & 0xFF) | ((ulong)(minor & ~0xFFu) << 12) | ((ulong)(major & ~0xFFFu) << 32);
}
