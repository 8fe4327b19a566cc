using System.Diagnostics;

namespace Auspex.Tests.Docs;

/// <summary>Runs programs for tests of documents.</summary>
internal static class Shell
{
    private const int LimitMilliseconds = 60_000;

    /// <summary>The program as built for the tests.</summary>
    public static string Auspex { get; } = Path.Combine(AppContext.BaseDirectory, "Auspex.Tool");

    /// <summary>Runs <paramref name="program"/> with no input; skips the test when there is no such program.</summary>
    public static (int Code, string Output, string Errors) Run(string program, IEnumerable<string> arguments, string? folder = null) =>
        RunWith([], program, arguments, folder);

    /// <summary>As <see cref="Run"/>, with these variables in its environment.</summary>
    public static (int Code, string Output, string Errors) RunWith(
        (string Name, string Value)[] variables, string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"SKIPPED: {program} cannot be run: {e.Message}");
            throw;
        }

        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(LimitMilliseconds))
            {
                process.Kill();
                Assert.Fail($"{program} {string.Join(' ', arguments)} does not end");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
    }

    /// <summary>What the program says when called with <paramref name="arguments"/>; it must succeed and not complain.</summary>
    public static string Say(params string[] arguments)
    {
        var (code, output, errors) = Run(Auspex, arguments);
        Assert.True(code == 0 && errors.Length == 0, $"auspex {string.Join(' ', arguments)}: {code}\n{errors}");
        return output;
    }

    /// <summary>The names of the program's commands.</summary>
    public static IReadOnlyList<string> Commands() => Say("--commands").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
