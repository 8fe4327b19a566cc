using System.Text;
using Auspex.Archive;

namespace Auspex.Tests.Archive;

/// <summary>A file system in memory: files by path, directories by name, refusals by reason.</summary>
internal sealed class FakeLogFiles : ILogFiles
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> refusals = new(StringComparer.Ordinal);
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> inodes = new(StringComparer.Ordinal);
    private ulong lastInode = 1000;

    /// <summary>Which logs were opened, in order.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>What the standard input says.</summary>
    public string StandardInput { get; init; } = "";

    public FakeLogFiles File(string path, string text, ulong? inode = null)
    {
        files[path] = text;
        inodes[path] = inode ?? ++lastInode;
        return this;
    }

    public FakeLogFiles Directory(string path)
    {
        directories.Add(path);
        return this;
    }

    public FakeLogFiles Refuse(string path, string reason)
    {
        files[path] = "";
        refusals[path] = reason;
        return this;
    }

    public LogPathKind Inspect(string path, out string reason)
    {
        reason = "";
        if (directories.Contains(path)) return LogPathKind.Directory;
        if (files.ContainsKey(path)) return LogPathKind.File;
        reason = "No such file or directory";
        return LogPathKind.Missing;
    }

    public LogSource? TryOpen(string path, out string reason)
    {
        reason = refusals.GetValueOrDefault(path) ?? (files.ContainsKey(path) ? "" : "No such file or directory");
        if (reason.Length > 0) return null;
        Opened.Add(path);
        return Log(path, files[path], new LogFileId(8, inodes[path]));
    }

    public IReadOnlyList<string> List(string directory) => [.. files.Keys.Where(p => Path.GetDirectoryName(p) == directory).Select(p => Path.GetFileName(p))];

    public LogSource OpenStandardInput() => Log("-", StandardInput, LogFileId.None);

    public byte[]? TryReadAll(string path, int maxBytes, out bool isMissing, out string reason)
    {
        isMissing = !files.ContainsKey(path);
        reason = refusals.GetValueOrDefault(path) ?? (isMissing ? "No such file or directory" : "");
        return reason.Length > 0 ? null : Encoding.UTF8.GetBytes(files[path]);
    }

    private static StreamLog Log(string path, string text, LogFileId id) =>
        new(new StreamInput(new MemoryStream(Encoding.UTF8.GetBytes(text)))) { Path = path, Id = id };
}
