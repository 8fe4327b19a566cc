using System.Globalization;
using Auspex.Daemon.Plugins;
using Auspex.Kernel;
using Auspex.Linux.Daemon;
using Auspex.Linux.Plugins;
using Auspex.Tool.Suite.Plugins;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>The plugin <c>audisp-syslog</c>: hands the daemon's records to syslog, this machine's or another's.</summary>
/// <remarks>Source: spec 8.4.</remarks>
internal static class AudispSyslogTool
{
    internal const string Name = "audisp-syslog";

    private const int Failure = 1;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] words)
    {
        var syslog = new Syslog(Name, Syslog.User, showsPid: false);
        if (!PluginStart.TryEnter(Name, words, syslog)) return Failure;
        if (SyslogArguments.Parse(words, out var complaint) is not { } arguments)
        {
            syslog.Tell(3, complaint);
            return Failure;
        }

        syslog.Tell(6, string.Create(
            CultureInfo.InvariantCulture, $"syslog plugin initialized with facility {arguments.Facility} and priority {arguments.Priority}"));
        using var signals = new PluginSignals();
        if (arguments.Target is null)
        {
            if (arguments.Facility != SyslogArguments.User) syslog = new Syslog("audispd", arguments.Facility >> 3, showsPid: false);
            return new SyslogRelay(arguments, signals, new LocalSyslog(syslog, arguments.Priority)).Run();
        }

        try
        {
            using var other = new OtherSyslog(arguments, syslog);
            return new SyslogRelay(arguments, signals, other).Run();
        }
        catch (InvalidDataException e)
        {
            syslog.Tell(3, FailureWords.Of(e));
            return Failure;
        }
    }
}
