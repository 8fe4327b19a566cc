using System.Diagnostics;

namespace Auspex.Tests.Linux;

/// <summary>Compiles small C programs, so that what the headers say is asked of the headers.</summary>
internal static class CCompiler
{
    /// <summary>Compiles <paramref name="source"/> and runs it; what it prints is returned. Skips the test without a compiler.</summary>
    public static byte[] Run(string source)
    {
        var folder = Directory.CreateTempSubdirectory("auspex-c-");
        try
        {
            var program = Path.Combine(folder.FullName, "program");
            File.WriteAllText(program + ".c", source);
            var (status, _, errors) = Start("gcc", "-Wall", "-Werror", "-o", program, program + ".c");
            Assert.True(status == 0, errors);
            var (exit, output, _) = Start(program);
            Assert.Equal(0, exit);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Status, byte[] Output, string Errors) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return (process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"{program} cannot be run: {e.Message}");
            throw;
        }
    }
}
