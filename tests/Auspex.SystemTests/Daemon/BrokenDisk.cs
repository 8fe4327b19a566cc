using Auspex.Linux.Native;

namespace Auspex.SystemTests.Daemon;

/// <summary>An ext4 file system of its own whose disk can break: every block that it has not written yet fails. Skips the test where there is none.</summary>
/// <remarks>
/// The disk is a sparse file on a tmpfs of 4 MB: once something else has filled that, writing fails (EIO, ENOSPC) when the kernel brings it to the disk,
/// long after write(2) has said that all is well. Without a journal a file's list of blocks is lost in the same way.
/// </remarks>
internal sealed class BrokenDisk : IDisposable
{
    private readonly DirectoryInfo folder;

    public BrokenDisk()
    {
        if (Libc.geteuid() != 0) Assert.Skip("mounting needs root");
        folder = Directory.CreateTempSubdirectory("auspex-broken-disk-");
        Directory.CreateDirectory(Small);
        Directory.CreateDirectory(Path);
        if (SmallDisk.Run("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", Small) is { } complaint) Give(complaint);
        using (var file = File.Create(Image)) file.SetLength(24 << 20);
        complaint = SmallDisk.Run("mkfs.ext4", "-q", "-O", "^has_journal", "-E", "lazy_itable_init=1,nodiscard", Image) ?? Mount();
        if (complaint is not null) Give(complaint);
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "disk");

    private string Small => System.IO.Path.Combine(folder.FullName, "small");

    private string Image => System.IO.Path.Combine(Small, "image");

    private string Ballast => System.IO.Path.Combine(Small, "ballast");

    /// <summary>From now on nothing reaches it that had no place yet.</summary>
    public void Break()
    {
        Bring();
        using var file = File.Create(Ballast, 1);
        try
        {
            for (var i = 0; i < 16 << 8; i++) file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // full, as it is to be
        }
    }

    /// <summary>Has the kernel try to bring everything to the disk.</summary>
    public void Bring() => _ = SmallDisk.Run("sync", "-f", Path);

    /// <summary>It is good again.</summary>
    public void Mend()
    {
        File.Delete(Ballast);
        Assert.Null(SmallDisk.Run("mount", "-o", "remount,size=60m", Small));
    }

    /// <summary>Takes it off and mounts it again: what is read then is on the disk.</summary>
    public void Remount()
    {
        Assert.Null(SmallDisk.Run("umount", Path));
        Assert.Null(Mount());
    }

    public void Dispose()
    {
        if (SmallDisk.Run("umount", Path) is not null) _ = SmallDisk.Run("umount", "-l", Path);
        if (SmallDisk.Run("umount", Small) is not null) _ = SmallDisk.Run("umount", "-l", Small);
        folder.Delete(recursive: true);
    }

    private string? Mount() => SmallDisk.Run("mount", "-o", "loop,errors=continue", Image, Path);

    private void Give(string complaint)
    {
        Dispose();
        Assert.Skip($"ext4 on a loop device on tmpfs cannot be mounted: {complaint}");
    }
}
