using System.Diagnostics;
using System.Text;

namespace Auspex.SystemTests.Support;

/// <summary>A folder that vanishes with its contents.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-test-");

    /// <summary>The folder.</summary>
    public string FullName => folder.FullName;

    /// <summary>The path of <paramref name="name"/> in it.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>By rm(1), since .NET cannot remove files whose names are not UTF-8.</summary>
    public void Dispose()
    {
        using var rm = Process.Start("rm", ["-rf", "--", folder.FullName]);
        rm.WaitForExit();
    }
}
