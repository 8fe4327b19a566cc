using System.Text;
using Auspex.Linux.Files;
using Auspex.Rules.Lint;

namespace Auspex.Tool.Rulework;

/// <summary>The files of this machine.</summary>
internal sealed class MachineFiles : IFileFacts
{
    private IReadOnlyList<MountPoint>? mounts;
    private ProgramSearch? search;

    public IReadOnlyList<string> MountPoints => [.. Mounts.Select(m => m.Path)];

    public IReadOnlyList<string> PrivilegedPrograms => Search.Found;

    public bool KnowsAllPrograms => Search.IsWhole;

    private ProgramSearch Search => search ??= ProgramSearch.Run(Mounts);

    private IReadOnlyList<MountPoint> Mounts => mounts ??= MountPoint.ReadAll();

    public bool IsPrivileged(string path) => ProgramModes.IsPrivileged(path);

    public PathKind Find(ReadOnlySpan<byte> path)
    {
        var name = Encoding.UTF8.GetString(path);
        if (name.Contains('\0', StringComparison.Ordinal) || name.Contains('\uFFFD', StringComparison.Ordinal)) return PathKind.Unknown;
        try
        {
            return (File.GetAttributes(name) & FileAttributes.Directory) != 0 ? PathKind.Directory : PathKind.File;
        }
        catch (FileNotFoundException)
        {
            return PathKind.Missing;
        }
        catch (DirectoryNotFoundException)
        {
            // Also said of a file whose directory is there: ask again.
            return Path.GetDirectoryName(name.TrimEnd('/')) is { } parent && Directory.Exists(parent) ? PathKind.Missing : PathKind.MissingWithDirectory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PathKind.Unknown;
        }
    }
}
