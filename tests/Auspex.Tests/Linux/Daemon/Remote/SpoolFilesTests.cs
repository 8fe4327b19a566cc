using System.Globalization;
using System.Text;
using Auspex.Daemon.Remote;
using Auspex.Linux.Daemon.Remote;

namespace Auspex.Tests.Linux.Daemon.Remote;

/// <summary>Spool files on disk. Source: spec 8.5, the spool file.</summary>
public sealed class SpoolFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-spool-");

    private string Name => Path.Combine(folder.FullName, "below", "remote.log");

    [Fact]
    public void A_file_is_made_with_all_its_room_for_its_owner_alone()
    {
        using (var queue = Open(5)) Assert.Equal((0, 5), (queue.Count, queue.Depth));
        Assert.Equal(6 * 12288, new FileInfo(Name).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Name));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Name)!));
    }

    [Fact]
    public void Records_stay_when_the_depth_changes_and_nothing_changes_when_they_do_not_fit()
    {
        using (var queue = Open(10))
        {
            for (var i = 0; i < 13; i++)
            {
                if (i > 9) Assert.Equal(0, queue.Drop());
                Assert.Equal(0, queue.Append(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture) + "\n")));
            }

            for (var i = 0; i < 4; i++) Assert.Equal(0, queue.Drop());
        }

        var before = File.ReadAllBytes(Name);
        Assert.Null(SpoolFiles.Open(Name, 5, out var fault));
        Assert.Contains("6 records wait in it, and queue_depth is 5", fault, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Name));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Name)!));
        using var small = Open(6);
        Assert.Equal(6, small.Count);
        for (var i = 7; i < 13; i++)
        {
            Assert.Equal(0, small.Peek(out var line));
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture) + "\n", Encoding.ASCII.GetString(line));
            Assert.Equal(0, small.Drop());
        }
    }

    [Fact]
    public void What_is_no_spool_file_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Name)!);
        File.WriteAllText(Name, new string('x', 99));
        Assert.Null(SpoolFiles.Open(Name, 5, out var fault));
        Assert.Equal($"{Name}: Invalid argument: it is none of audisp-remote's", fault);
        Assert.Equal(99, new FileInfo(Name).Length);
        File.Delete(Name);
        File.CreateSymbolicLink(Name, Path.Combine(folder.FullName, "elsewhere"));
        Assert.Null(SpoolFiles.Open(Name, 5, out fault));
        Assert.Contains("symbolic links", fault, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "elsewhere")));
        File.Delete(Name);
        Directory.CreateDirectory(Name);
        Assert.Null(SpoolFiles.Open(Name, 5, out fault));
        Assert.NotEmpty(fault);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private SpoolQueue Open(int depth)
    {
        var queue = SpoolFiles.Open(Name, depth, out var fault);
        Assert.Equal("", fault);
        return queue!;
    }
}
