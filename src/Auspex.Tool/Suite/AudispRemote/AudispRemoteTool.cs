using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Linux.Daemon;
using Auspex.Linux.Daemon.Remote;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispRemote;

/// <summary>audisp-remote: sends records to a collector. Source: audisp-remote(8); spec 8.5.</summary>
internal static class AudispRemoteTool
{
    private const string Name = "audisp-remote";
    private const string DefaultConfig = "/etc/audit/audisp-remote.conf";
    private const int CouldNotStart = 1;
    private const int WrongUsage = 2;
    private const int WrongConfig = 6;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] words)
    {
        var path = words switch
        {
            [] => DefaultConfig,
            ["-c", var given] => given,
            _ => null,
        };
        if (path is null)
        {
            StandardError.Tell($"Usage: {Name} [-c <config_file>]");
            return WrongUsage;
        }

        var notices = new Syslog(Name, Syslog.Daemon);
        if (ConfigFiles.Load(path, allowsLinks: true, RemoteConfigReader.Read, notices) is not { } config)
        {
            notices.Tell(3, $"{Name} is exiting: its configuration is wrong");
            return WrongConfig;
        }

        using var tls = config.Transport == NetworkTransport.Tls ? RemoteSocket.CreateTls(config, out var complaint) : Clear(out complaint);
        if (complaint.Length > 0)
        {
            notices.Tell(3, complaint);
            return WrongConfig;
        }

        if (tls?.Warning is { } warning) notices.Tell(4, warning);
        if (OpenQueue(config, out var fault) is not { } queue)
        {
            notices.Tell(3, $"Error initializing audit record queue: {fault}");
            return CouldNotStart;
        }

        using var loop = new RemoteLoop(config, queue, notices, tls);

        // What starting took is given back before the long quiet life.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return loop.Run();
    }

    private static TlsContext? Clear(out string complaint)
    {
        complaint = "";
        return null;
    }

    private static ISendQueue? OpenQueue(RemoteConfig config, out string fault)
    {
        fault = "";
        return config.Forwards ? SpoolFiles.Open(config.QueueFile, config.QueueDepth, out fault) : new MemorySendQueue(config.QueueDepth);
    }
}
