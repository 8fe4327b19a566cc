using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Tool.Applets;
using Auspex.Tool.Applets.Checkup;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Suite;
using Auspex.Tool.Suite.Common;
using Auspex.Tool.Suite.Manuals;

namespace Auspex.Tool;

/// <summary>The multi-call program: by the name it is called by, or by its first argument, it is one of its commands.</summary>
internal static class Program
{
    internal const string Version = "0.1.0";

    private static readonly IReadOnlyList<Command> Commands = [Watch.Command, Tree.Command, Ps.Command, RulesCommand.Command, DoctorCommand.Command, ShadowCommand.Command];

    private static int Main(string[] arguments)
    {
        try
        {
            return SuiteTools.Find(Environment.GetCommandLineArgs()[0]) is { } tool ? tool.Start(arguments) : Run(arguments);
        }
        catch (ReaderGoneException)
        {
            return 0; // who closed it had enough; the tools that read logs end as by SIGPIPE, in SuiteMain
        }
        catch (UsageException e)
        {
            StandardError.Tell($"auspex: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardError.Tell($"auspex: {FailureWords.WithPath(e)}");
            return 1;
        }
        catch (Exception e) // ours to mend: one sentence, and no core
        {
            StandardError.Tell($"auspex: a fault of the program has ended it ({e.GetType().Name}: {e.Message}); please report it with the command");
            return 1;
        }
    }

    private static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            StandardError.Write(HelpText.Of(Commands, SuiteTools.All));
            return 2;
        }

        switch (arguments[0])
        {
            case "--help" or "-h" or "help" when arguments.Length == 1:
                StandardOutput.Write(HelpText.Of(Commands, SuiteTools.All));
                return 0;
            case "help" when SuiteTools.Find(arguments[1]) is { } named:
                return named.Start(["--help"]);
            case "help":
                StandardOutput.Write(HelpText.Of(Find(arguments.AsSpan(1), out _)));
                return 0;
            case "--version" or "-v":
                StandardOutput.WriteLine($"auspex {Version}");
                return 0;
            case "--names":
                StandardOutput.WriteLine(string.Join('\n', SuiteTools.All.Select(t => t.Name)));
                return 0;
            case "--man":
                var page = arguments.Length > 1 ? arguments[1] : "auspex";
                StandardOutput.Write(ManualPages.Find(Commands, page, Version) ?? throw UnknownPage(page));
                return 0;
            case "--pages":
                StandardOutput.WriteLine(string.Join('\n', ManualPages.FileNames(Commands)));
                return 0;
            case "--completion":
                StandardOutput.Write(Completion.ForBash(Commands, SuiteTools.All) + SuiteCompletion.ForBash(SuiteTools.All));
                return 0;
            case "--files":
                StandardOutput.WriteLine(string.Join('\n', ConfigPages.All.Select(f => f.Name)));
                return 0;
            case "--commands":
                StandardOutput.WriteLine(string.Join('\n', Commands.Select(c => c.Name)));
                return 0;
        }

        if (SuiteTools.Find(arguments[0]) is { } tool) return tool.Start(arguments[1..]);
        var command = Find(arguments, out var rest);
        if (rest is ["-h"] || rest.Contains("--help"))
        {
            StandardOutput.Write(HelpText.Of(command));
            return 0;
        }

        if (command.Subcommands.Count > 0)
        {
            StandardError.Write(HelpText.Of(command));
            return 2;
        }

        return command.Run(command.Parse(rest));
    }

    private static UsageException UnknownPage(string name)
    {
        var files = ManualPages.FileNames(Commands).ToList();
        return UsageException.Unknown("page", name, files, files.Select(static f => f[..^2]));
    }

    /// <summary>The command that the first words name, down to commands of commands.</summary>
    private static Command Find(ReadOnlySpan<string> words, out ReadOnlySpan<string> rest)
    {
        var name = words[0];
        if (Commands.All(c => c.Name != name)) throw UsageException.Unknown("command", name, Commands.Select(c => c.Name), SuiteTools.All.Select(t => t.Name));
        var command = Command.Find(Commands, name);
        rest = words[1..];
        while (command.Subcommands.Count > 0 && rest.Length > 0 && rest[0] is not ("--help" or "-h"))
        {
            command = Command.Find(command.Subcommands, rest[0]);
            rest = rest[1..];
        }

        return command;
    }
}
