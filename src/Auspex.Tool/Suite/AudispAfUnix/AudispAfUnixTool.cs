using Auspex.Daemon.Plugins;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Plugins;
using Auspex.Tool.Suite.Plugins;

namespace Auspex.Tool.Suite.AudispAfUnix;

/// <summary>The plugin <c>audisp-af_unix</c>: hands the daemon's records to a client at a socket.</summary>
/// <remarks>Source: spec 8.4.</remarks>
internal static class AudispAfUnixTool
{
    internal const string Name = "audisp-af_unix";

    private const int Failure = 1;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] words)
    {
        var notices = new Syslog(Name, Syslog.Daemon);
        if (!PluginStart.TryEnter(Name, words, notices)) return Failure;
        var arguments = AfUnixArguments.Parse(words, out var complaints);
        foreach (var complaint in complaints) notices.Tell(3, complaint);
        if (Path.GetDirectoryName(arguments.Path) is { Length: > 0 } directory && !Directory.Exists(directory))
        {
            notices.Tell(3, $"The directory {directory} of the socket does not exist");
            return Failure;
        }

        var errno = UnixListener.Open(arguments.Path, arguments.Mode, out var listener, out var step);
        if (errno != 0)
        {
            notices.Tell(3, $"Couldn't {step} ({ErrorWords.Of(errno)})");
            return Failure;
        }

        using (listener)
        using (var signals = new PluginSignals())
        {
            using var relay = new ClientRelay(arguments, listener!, signals, notices);
            return relay.Run();
        }
    }
}
