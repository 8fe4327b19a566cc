using Auspex.Kernel;
using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Common;

/// <summary>Runs a tool of the suite so that every failure becomes a message and an exit code.</summary>
internal static class SuiteMain
{
    private const int Failure = 1;

    /// <summary>Runs <paramref name="run"/> and flushes its output.</summary>
    /// <param name="tool">The program's name, for messages.</param>
    /// <param name="host">Has the streams.</param>
    /// <param name="run">Returns the exit code.</param>
    internal static int Guard(string tool, SuiteHost host, Func<int> run)
    {
        try
        {
            return RunAndTell(tool, host, run);
        }
        catch (ReaderGoneException)
        {
            return ReaderGoneException.ExitCode;
        }
        catch (IOException e) // standard output or error cannot be written
        {
            StandardError.Tell($"{tool}: {FailureWords.Of(e)}");
            return Failure;
        }
    }

    private static int RunAndTell(string tool, SuiteHost host, Func<int> run)
    {
        try
        {
            var code = run();
            host.Output.Flush();
            return code;
        }
        catch (SuiteFailure e)
        {
            host.Output.Flush(); // what was found before
            host.Say(e.Hint is null ? e.Text : $"{e.Text}{tool}: {e.Hint}\n");
            return e.ExitCode;
        }
    }
}
