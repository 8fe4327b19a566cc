using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Logs;

/// <summary>Where logs are kept. The calls give errno, 0 for success.</summary>
/// <remarks>Implementations: a directory, and files in memory in tests.</remarks>
internal interface ILogDisk
{
    /// <summary>Opens the active log for appending, makes it where it is missing, with mode 0600 (0640 for a group).</summary>
    int Open(DaemonConfig config, out ILogFile? file);

    /// <summary>Gives a file another name; what had that name is gone.</summary>
    int Rename(string from, string to);

    /// <summary>Sets the mode of a log that is no longer written: 0400, 0440 for a group.</summary>
    int Seal(string path, bool isForGroup);

    /// <summary>Removes a file.</summary>
    int Remove(string path);

    /// <summary>True when there is such a file.</summary>
    bool Exists(string path);
}
