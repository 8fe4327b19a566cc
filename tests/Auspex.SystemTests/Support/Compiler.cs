using System.ComponentModel;
using System.Diagnostics;

namespace Auspex.SystemTests.Support;

/// <summary>Makes programs that do what .NET cannot be made to do: in C, by gcc. Without gcc the test is skipped.</summary>
internal static class Compiler
{
    /// <summary>Compiles the file <paramref name="source"/> to <paramref name="program"/>.</summary>
    public static void Compile(string source, string program)
    {
        try
        {
            using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-O2", "-Wall", "-Wextra", "-o", program, source, "-lpthread"])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            var errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            Assert.True(gcc.ExitCode == 0, errors);
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"gcc cannot be run: {e.Message}");
        }
    }
}
