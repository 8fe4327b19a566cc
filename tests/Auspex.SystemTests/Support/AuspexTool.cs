namespace Auspex.SystemTests.Support;

/// <summary>Runs the program under test to its end.</summary>
internal static class AuspexTool
{
    /// <summary>Runs it with <paramref name="arguments"/> and empty input.</summary>
    public static ProgramResult Run(params string[] arguments) => RunWithInput(null, arguments);

    /// <summary>Runs it with <paramref name="input"/> on standard input.</summary>
    public static ProgramResult RunWithInput(byte[]? input, params string[] arguments)
    {
        using var program = RunningProgram.Start(AuspexProgram.Path, arguments, input);
        return program.WaitForEnd(30_000);
    }

    /// <summary>Runs a line of shell in which $AUSPEX is the program.</summary>
    public static ProgramResult RunShell(string line)
    {
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "AUSPEX=$0; " + line, AuspexProgram.Path]);
        return shell.WaitForEnd(30_000);
    }
}
