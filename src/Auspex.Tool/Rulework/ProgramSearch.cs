using System.IO.Enumeration;
using Auspex.Linux.Files;

namespace Auspex.Tool.Rulework;

/// <summary>A search for programs that give privileges: where programs are, within the filesystem of each folder, and bounded.</summary>
internal sealed class ProgramSearch
{
    /// <summary>The files that are looked at: each costs a call. A desktop has some ten thousand in these folders.</summary>
    private const int MaxFiles = 50_000;

    /// <summary>Folders below a root: programs that give privileges lie at most three deep; what lies deeper are trees of data and modules.</summary>
    private const int MaxDepth = 4;

    private static readonly string[] Roots = ["/usr", "/bin", "/sbin", "/opt"];

    /// <summary>Folders without programs, and of very many files.</summary>
    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "/usr/share", "/usr/include", "/usr/src", "/usr/lib/modules", "/usr/lib/firmware", "/usr/lib/python3", "/usr/lib/locale", "/usr/lib/debug",
    };

    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly HashSet<string> mounts;
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);
    private readonly int maxFiles;
    private int files;

    private ProgramSearch(IEnumerable<MountPoint> mounts, int maxFiles)
    {
        this.mounts = mounts.Select(m => m.Path).ToHashSet(StringComparer.Ordinal);
        this.maxFiles = maxFiles;
    }

    /// <summary>The programs, full paths in order.</summary>
    internal IReadOnlyList<string> Found => [.. found];

    /// <summary>False when there were more files than are looked at.</summary>
    internal bool IsWhole => files <= maxFiles;

    /// <summary>Searches the usual folders of this machine.</summary>
    /// <param name="mounts">What is mounted: the search does not go across.</param>
    internal static ProgramSearch Run(IReadOnlyList<MountPoint> mounts) =>
        Run(Roots.Where(r => mounts.LastOrDefault(m => m.Path == r)?.MayHoldPrograms != false), mounts, MaxFiles);

    /// <summary>Searches <paramref name="roots"/>, those that are links left out: what they lead to is another of them.</summary>
    internal static ProgramSearch Run(IEnumerable<string> roots, IEnumerable<MountPoint> mounts, int maxFiles)
    {
        var search = new ProgramSearch(mounts, maxFiles);
        var starts = roots.Where(r => Directory.Exists(r) && File.ResolveLinkTarget(r, returnFinalTarget: false) is null).Reverse();
        var folders = new Stack<(string Path, int Depth)>(starts.Select(s => (s, 0)));
        while (search.IsWhole && folders.TryPop(out var folder)) search.Look(folder.Path, folder.Depth, folders);
        return search;
    }

    /// <summary>A folder that cannot be read, has gone, or leads in a circle is passed over like an empty one.</summary>
    private void Look(string folder, int depth, Stack<(string Path, int Depth)> folders)
    {
        try
        {
            var entries = new FileSystemEnumerable<(string Path, bool IsFolder)>(
                folder, (ref FileSystemEntry e) => (e.ToFullPath(), e.IsDirectory), Options);
            foreach (var (path, isFolder) in entries)
            {
                if (isFolder && depth < MaxDepth && !mounts.Contains(path) && !Passed.Contains(path) && !IsLink(path)) folders.Push((path, depth + 1));
                if (isFolder || !MayBeProgram(path)) continue;
                if (++files > maxFiles) return;
                if (ProgramModes.IsPrivileged(path)) found.Add(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private static bool IsLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    /// <summary>False for names of libraries, objects and scripts that the kernel does not run with other rights: most files below lib.</summary>
    private static bool MayBeProgram(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        return !name.Contains(".so", StringComparison.Ordinal) && Path.GetExtension(name) is not (".py" or ".pyc" or ".h" or ".a" or ".o" or ".ko" or ".js" or ".pm" or ".mo" or ".dll");
    }
}
