using Auspex.Tool.Rulework;

namespace Auspex.Tests.Rulework;

/// <summary>The search for programs that give privileges.</summary>
public sealed class ProgramSearchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-programs-");

    [Fact]
    public void Programs_are_found_and_circles_links_and_mounts_are_passed_over()
    {
        var (su, other) = (Program("bin/su"), Program("lib/a/b/helper"));
        Program("mounted/su");
        Program("a/b/c/d/e/deep");
        Program("lib/libsu.so.1");
        File.WriteAllText(Path.Combine(folder.FullName, "bin/plain"), "");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "bin/alias"), su);
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "lib/up"), folder.FullName);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "lib/loop"), Path.Combine(folder.FullName, "lib/loop")); // ELOOP

        var search = ProgramSearch.Run([folder.FullName, Path.Combine(folder.FullName, "none")], [new MountPoint(Path.Combine(folder.FullName, "mounted"), true)], 100);
        Assert.Equal([su, other], search.Found);
        Assert.True(search.IsWhole);
    }

    [Fact]
    public void The_search_ends_after_so_many_files()
    {
        for (var i = 0; i < 20; i++) Program($"bin/su{i}");
        var search = ProgramSearch.Run([folder.FullName], [], 7);
        Assert.False(search.IsWhole);
        Assert.Equal(7, search.Found.Count);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Program(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.SetUser | UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
