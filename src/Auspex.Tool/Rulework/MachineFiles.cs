using System.IO.Enumeration;
using System.Text;
using Auspex.Rules.Lint;

namespace Auspex.Tool.Rulework;

/// <summary>The files of this machine.</summary>
internal sealed class MachineFiles : IFileFacts
{
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private IReadOnlyList<MountPoint>? mounts;
    private IReadOnlyList<string>? programs;

    public IReadOnlyList<string> MountPoints => [.. Mounts.Select(m => m.Path)];

    public IReadOnlyList<string> PrivilegedPrograms => programs ??= FindPrograms();

    private IReadOnlyList<MountPoint> Mounts => mounts ??= MountPoint.ReadAll();

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

    /// <summary>Walks every filesystem from which such a program could be run: mounted without nosuid and noexec.</summary>
    private List<string> FindPrograms()
    {
        var closed = Mounts.Where(m => !m.MayHoldPrograms).Select(m => m.Path).ToHashSet(StringComparer.Ordinal);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var found = new FileSystemEnumerable<string>("/", (ref FileSystemEntry e) => e.ToFullPath(), options)
        {
            ShouldRecursePredicate = (ref FileSystemEntry e) => !closed.Contains(e.ToFullPath()),
            ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory,
        };
        return [.. found.Where(IsPrivileged).Order(StringComparer.Ordinal)];
    }

    private static bool IsPrivileged(string path)
    {
        try
        {
            var mode = OperatingSystem.IsLinux() ? File.GetUnixFileMode(path) : UnixFileMode.None;
            return (mode & Special) != 0 && (mode & Execute) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // gone meanwhile
        }
    }
}
