using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Daemon;

namespace Auspex.Tool.Suite.Common;

/// <summary>Reads the configuration of a program and tells what is wrong with it. Source: auditd.conf(5); spec 7.2.</summary>
internal static class ConfigFiles
{
    /// <summary>One of the library's readers of configurations.</summary>
    internal delegate ConfigResult<T> Reader<T>(ReadOnlySpan<byte> text, string path, IConfigHost host)
        where T : class;

    /// <summary>Reads a file; one that is missing is like an empty one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowsLinks">False to refuse a symbolic link.</param>
    /// <param name="read">Its reader.</param>
    /// <param name="notices">Hears of what is wrong.</param>
    /// <param name="tellsMissing">True to tell that it is missing.</param>
    /// <param name="mayBeMissing">False where it was named by a person: then one that is missing is wrong.</param>
    /// <returns>Null when it is wrong; what is wrong has been told.</returns>
    internal static T? Load<T>(string path, bool allowsLinks, Reader<T> read, IDaemonNotices notices, bool tellsMissing = true, bool mayBeMissing = true)
        where T : class
    {
        var text = ConfigSource.Read(path, allowsLinks, out var isMissing, out var fault);
        if (text is null && (!isMissing || !mayBeMissing))
        {
            notices.Tell(3, fault);
            return null;
        }

        if (isMissing && tellsMissing) notices.Tell(4, $"Config file {path} doesn't exist, skipping");
        var result = read(text, path, new MachineConfigHost());
        foreach (var finding in result.Diagnostics) notices.Tell(finding.IsError ? 3 : 4, finding.ToString());
        return result.Value;
    }
}
