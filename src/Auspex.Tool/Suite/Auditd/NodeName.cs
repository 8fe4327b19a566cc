using System.Net;
using System.Net.Sockets;
using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Kernel;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>What stands after <c>node=</c>. Source: auditd.conf(5), name_format.</summary>
internal static class NodeName
{
    private const int MaxBytes = 255;

    /// <summary>The name that the configuration asks for.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="fault">Why there is none although one is asked for.</param>
    internal static byte[] Of(DaemonConfig config, out string? fault)
    {
        fault = null;
        if (config.NameFormat == NodeNameFormat.None) return [];
        if (config.NameFormat == NodeNameFormat.User && config.NodeName is null) fault = "User defined name missing";
        string? name;
        try
        {
            name = config.NameFormat switch
            {
                NodeNameFormat.Hostname => Dns.GetHostName(),
                NodeNameFormat.FullyQualified => Dns.GetHostEntry(Dns.GetHostName()).HostName,
                NodeNameFormat.Numeric => AddressOf(Dns.GetHostAddresses(Dns.GetHostName())),
                _ => config.NodeName,
            };
        }
        catch (SocketException e)
        {
            fault = $"Cannot resolve hostname {Dns.GetHostName()} ({FailureWords.Of(e)})";
            name = Dns.GetHostName(); // a name that people know is better than none
        }

        // No byte that would end the field or the line.
        var bytes = Encoding.UTF8.GetBytes(name ?? "").Where(b => b is > 0x20 and not 0x7F).Take(MaxBytes).ToArray();
        return bytes;
    }

    private static string AddressOf(IPAddress[] addresses) =>
        (Array.Find(addresses, a => !IPAddress.IsLoopback(a)) ?? addresses.FirstOrDefault() ?? IPAddress.Loopback).ToString();
}
