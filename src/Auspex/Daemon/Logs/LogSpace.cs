namespace Auspex.Daemon.Logs;

/// <summary>Room on the file system of the log. Source: statvfs(3).</summary>
/// <param name="FreeBlocks">Blocks that anybody may still fill.</param>
/// <param name="TotalBlocks">Blocks in all.</param>
/// <param name="BlockBytes">Bytes of a block.</param>
internal readonly record struct LogSpace(ulong FreeBlocks, ulong TotalBlocks, ulong BlockBytes)
{
    /// <summary>Free room in mebibytes.</summary>
    public ulong FreeMebibytes => FreeBlocks * BlockBytes >> 20;
}
