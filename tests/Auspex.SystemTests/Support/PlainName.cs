namespace Auspex.SystemTests.Support;

/// <summary>Names of files that shell lines, configurations and records take as they are, whatever the repository's folder is called.</summary>
internal static class PlainName
{
    private static readonly Lazy<TemporaryFolder> Folder = new(Create);

    /// <summary>The file itself where its name is plain; otherwise a copy of it. Of a folder a link to it.</summary>
    public static string Of(string path)
    {
        if (path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')) return path;
        if (!Path.Exists(path)) return path;
        var other = Folder.Value.PathOf(Path.GetFileName(path));
        if (Directory.Exists(path)) File.CreateSymbolicLink(other, path);
        else File.Copy(path, other); // of a link the kernel would record the name behind it
        return other;
    }

    private static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101); // some tests are other users
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
