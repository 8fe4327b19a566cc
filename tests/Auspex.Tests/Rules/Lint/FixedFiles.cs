using System.Text;
using Auspex.Rules.Lint;

namespace Auspex.Tests.Rules.Lint;

/// <summary>Files of a machine that is the same everywhere.</summary>
internal sealed class FixedFiles : IFileFacts
{
    public IReadOnlyList<string> MountPoints { get; init; } = ["/", "/var", "/var/log"];

    public IReadOnlyList<string> PrivilegedPrograms { get; init; } = ["/usr/bin/mount", "/usr/bin/passwd", "/usr/bin/su", "/usr/bin/sudo"];

    public bool KnowsAllPrograms { get; init; } = true;

    public bool IsPrivileged(string path) => PrivilegedPrograms.Contains(path, StringComparer.Ordinal);

    public HashSet<string> Directories { get; } = new(StringComparer.Ordinal) { "/", "/etc", "/var", "/usr/bin", "/var/log" };

    public HashSet<string> Files { get; } = new(StringComparer.Ordinal)
    {
        "/etc/passwd", "/usr/bin/mount", "/usr/bin/passwd", "/usr/bin/su", "/usr/bin/sudo",
    };

    public PathKind Find(ReadOnlySpan<byte> path)
    {
        var name = Encoding.UTF8.GetString(path);
        if (Directories.Contains(name)) return PathKind.Directory;
        if (Files.Contains(name)) return PathKind.File;
        return Directories.Contains(Path.GetDirectoryName(name)!) ? PathKind.Missing : PathKind.MissingWithDirectory;
    }
}
