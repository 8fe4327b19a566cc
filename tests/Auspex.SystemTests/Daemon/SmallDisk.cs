using System.Globalization;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>A small file system of its own: ext4 in a file, else tmpfs. Skips the test, saying why, where neither can be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo folder;

    /// <param name="mebibytes">Its size, with all that the file system itself takes.</param>
    public SmallDisk(int mebibytes)
    {
        folder = Directory.CreateDirectory(System.IO.Path.Combine("/var/lib", $"auspex-test-disk-{Guid.NewGuid():N}"));
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path);
        var image = System.IO.Path.Combine(folder.FullName, "image");
        using (var file = File.Create(image)) file.SetLength((long)mebibytes << 20);
        HasAttributes = Run("mkfs.ext4", "-q", "-m", "0", "-b", "4096", "-O", "^has_journal", image) is null && Run("mount", "-o", "loop", image, Path) is null;
        if (HasAttributes) return;
        var size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m,mode=700");
        if (Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", Path) is not { } complaint) return;
        folder.Delete(recursive: true);
        Assert.Skip($"neither ext4 by loop device nor tmpfs can be mounted: {complaint}");
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "disk");

    /// <summary>True where chattr(1) works.</summary>
    public bool HasAttributes { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Fills it with something else, but for so many bytes.</summary>
    public void Fill(long bytesLeft)
    {
        using var file = File.Create(Ballast, 1);
        var block = new byte[4096];
        try
        {
            while (new DriveInfo(Path).AvailableFreeSpace >= bytesLeft + block.Length) file.Write(block);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // full: what the file system keeps for itself was the rest
        }
    }

    /// <summary>Takes that away again.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <summary>Lets nobody write a file any more, or anybody again.</summary>
    public static void Freeze(string path, bool isFrozen) => Assert.Null(Run("chattr", isFrozen ? "+i" : "-i", path));

    public void Dispose()
    {
        if (Run("umount", Path) is not null) _ = Run("umount", "-l", Path);
        folder.Delete(recursive: true);
    }

    /// <returns>Null, or what it complained of.</returns>
    internal static string? Run(string program, params string[] arguments)
    {
        using var running = RunningProgram.Start(program, arguments);
        var result = running.WaitForEnd();
        return result.ExitCode == 0 ? null : $"{program}: {result.Errors}";
    }
}
