using System.Net;
using System.Net.Sockets;
using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Linux.Users;

namespace Auspex.Linux.Daemon;

/// <summary>What configurations need to know of this machine.</summary>
internal sealed class MachineConfigHost : IConfigHost
{
    /// <inheritdoc/>
    public string? ProgramFolder => Path.GetDirectoryName(Environment.ProcessPath);

    /// <inheritdoc/>
    public ConfigFile Look(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), 0, out _, out var status)) return default;
        return ConfigSource.Of(status);
    }

    /// <inheritdoc/>
    public bool TryFindGroup(string name, out uint gid) => UserNames.TryFindGroup(name, out gid);

    /// <inheritdoc/>
    public bool MayTakeMail(string domain)
    {
        try
        {
            return Dns.GetHostAddresses(domain).Length > 0;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode != SocketError.HostNotFound; // a resolver that is away for now proves nothing
        }
    }
}
