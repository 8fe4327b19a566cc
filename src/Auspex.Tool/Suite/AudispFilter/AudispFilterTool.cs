using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Plugins;
using Auspex.Search.Expressions;
using Auspex.Tool.Suite.Plugins;

namespace Auspex.Tool.Suite.AudispFilter;

/// <summary>The plugin <c>audisp-filter</c>: forwards some of the daemon's events to another plugin.</summary>
/// <remarks>Source: spec 8.4.</remarks>
internal static class AudispFilterTool
{
    internal const string Name = "audisp-filter";

    private const int Failure = 1;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] words)
    {
        var notices = new Syslog(Name, Syslog.Daemon);
        if (FilterArguments.Parse(words, out var complaint) is not { } arguments)
        {
            notices.Tell(3, complaint);
            return Failure;
        }

        if (arguments.Program is not null && !PluginStart.TryEnter(Name, words, notices, keepsCapabilities: true)) return Failure;
        if (ReadRules(arguments.ConfigPath, notices) is not { } rules) return Failure;
        if (arguments.Program is null) return 0;
        using var signals = new PluginSignals(); // before the child, so that its end is not missed
        var errno = FilterChild.Start(arguments.Program, arguments.ProgramArguments, out var child);
        if (errno != 0)
        {
            notices.Tell(3, $"Cannot run {arguments.Program} ({ErrorWords.Of(errno)})");
            return Failure;
        }

        using (child) return new FilterRelay(arguments, rules, child!, signals, notices).Run();
    }

    /// <summary>Reads the expressions.</summary>
    /// <returns>Null when the file or one of them is wrong; what is wrong has been told.</returns>
    internal static IReadOnlyList<Expression>? ReadRules(string path, IDaemonNotices notices)
    {
        var text = ConfigSource.Read(path, allowsLinks: true, out _, out var fault);
        if (text is null)
        {
            notices.Tell(3, fault);
            return null;
        }

        var rules = FilterRules.Parse(text, out var complaints);
        foreach (var complaint in complaints) notices.Tell(3, complaint);
        return complaints.Count == 0 ? rules : null;
    }
}
