using System.Globalization;
using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Watching;

/// <summary>The folder where sessions write down what to put back: one file for each, <c>session-PID</c>, mode 0600.</summary>
internal sealed class SessionDirectory
{
    private const string Prefix = "session-";
    private const int MaxStateBytes = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;

    /// <summary>Makes the folder (mode 0700) when it is missing.</summary>
    /// <exception cref="IOException">It belongs to someone else, who could make us change the kernel's settings.</exception>
    internal SessionDirectory(string path)
    {
        this.path = path;
        Make();
    }

    /// <summary>Keeps other sessions out while one looks and changes; dispose it to let them in.</summary>
    /// <remarks>Makes the folder again where someone has removed it.</remarks>
    internal IDisposable Lock()
    {
        Make();
        return new DirectoryLock(System.IO.Path.Combine(path, "lock"));
    }

    private void Make()
    {
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var ok = FileIdentity.TryGet(Fcntl.AT_FDCWD, name, Stat.AT_SYMLINK_NOFOLLOW, out _, out var status);
        if (!ok || status.stx_uid != Libc.geteuid() || (status.stx_mode & 0x12) != 0)
            throw new IOException($"{path} must belong to the user that runs this and be writable by no one else.");
    }

    /// <summary>Writes a state file, whole or not at all.</summary>
    internal void Write(SessionState state)
    {
        var name = NameOf(state.Pid);
        var temporary = name + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (var file = new FileStream(temporary, options)) file.Write(Encoding.UTF8.GetBytes(state.Write()));
        File.Move(temporary, name, overwrite: true);
    }

    /// <summary>Removes the state file of <paramref name="pid"/>.</summary>
    internal void Delete(int pid)
    {
        if (Directory.Exists(path)) File.Delete(NameOf(pid));
    }

    /// <summary>All states, those written last first. Files that say nothing sensible are removed.</summary>
    internal IReadOnlyList<SessionState> ReadAll()
    {
        var states = new List<SessionState>();
        var files = new DirectoryInfo(path).GetFiles(Prefix + "*").OrderByDescending(f => f.LastWriteTimeUtc);
        foreach (var file in files)
        {
            var state = file.Length <= MaxStateBytes ? SessionState.Parse(File.ReadAllText(file.FullName)) : null;
            if (state is not null && string.Equals(NameOf(state.Pid), file.FullName, StringComparison.Ordinal)) states.Add(state);
            else file.Delete();
        }

        return states;
    }

    private string NameOf(int pid) =>
        System.IO.Path.Combine(System.IO.Path.GetFullPath(path), Prefix + pid.ToString(CultureInfo.InvariantCulture));
}
