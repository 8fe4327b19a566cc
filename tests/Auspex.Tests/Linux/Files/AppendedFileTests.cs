using Auspex.Linux.Files;

namespace Auspex.Tests.Linux.Files;

public sealed class AppendedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("auspex-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Only_its_owner_reads_it_and_what_is_there_stays()
    {
        var path = Path.Combine(folder, "log");
        using (var file = AppendedFile.Open(path)) Assert.True(file.Write("one\n"u8));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using (var file = AppendedFile.Open(path)) Assert.True(file.Write("two\n"u8));
        Assert.Equal("one\ntwo\n", File.ReadAllText(path));
    }

    [Fact]
    public void Links_pipes_devices_and_folders_are_refused()
    {
        var target = Path.Combine(folder, "target");
        File.WriteAllText(target, "");
        var link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, target);
        Assert.Contains("is a link", Assert.Throws<IOException>(() => AppendedFile.Open(link)).Message, StringComparison.Ordinal);
        Assert.Contains("no regular file", Assert.Throws<IOException>(() => AppendedFile.Open("/dev/null")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => AppendedFile.Open(folder));
        var pipe = Path.Combine(folder, "pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe])) mkfifo.WaitForExit();
        Assert.Contains("no regular file", Assert.Throws<IOException>(() => AppendedFile.Open(pipe)).Message, StringComparison.Ordinal);
    }
}
