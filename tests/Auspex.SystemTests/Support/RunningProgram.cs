using System.Diagnostics;
using System.Globalization;
using Auspex.Linux.Native;

namespace Auspex.SystemTests.Support;

/// <summary>A program in the background with its output in files, so that nobody has to read it while it runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const int EndMilliseconds = 20_000;

    private readonly Process process;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-run-");

    private RunningProgram(string program, IEnumerable<string> arguments, byte[]? input)
    {
        OutputFile = Path.Combine(folder.FullName, "out");
        ErrorFile = Path.Combine(folder.FullName, "err");
        File.WriteAllBytes(OutputFile, []);
        File.WriteAllBytes(ErrorFile, []);
        var inputFile = Path.Combine(folder.FullName, "in");
        if (input is not null) File.WriteAllBytes(inputFile, input);

        // The shell makes way for the program, which so has its pid.
        string[] shell = ["-c", "in=$1 out=$2 err=$3; shift 3; exec \"$0\" \"$@\" <\"$in\" >\"$out\" 2>\"$err\""];
        var start = new ProcessStartInfo("/bin/sh", [.. shell, program, input is null ? "/dev/null" : inputFile, OutputFile, ErrorFile, .. arguments]);
        start.Environment["TZ"] = "UTC";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        process = Process.Start(start)!;
    }

    /// <summary>Its pid.</summary>
    public int Pid => process.Id;

    /// <summary>What it writes on standard output.</summary>
    public string OutputFile { get; }

    /// <summary>What it writes on standard error.</summary>
    public string ErrorFile { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts <paramref name="program"/>.</summary>
    public static RunningProgram Start(string program, IEnumerable<string> arguments, byte[]? input = null) =>
        new(program, arguments, input);

    /// <summary>Sends a signal to it alone.</summary>
    public void Signal(int number) => Assert.Equal(0, Libc.kill(Pid, number));

    /// <summary>As Ctrl-C does.</summary>
    public ProgramResult EndByInterrupt() => End(Interrupt);

    /// <summary>As service managers do.</summary>
    public ProgramResult EndByTerminate() => End(Terminate);

    /// <summary>Waits until it has ended by itself.</summary>
    public ProgramResult WaitForEnd(int milliseconds = EndMilliseconds)
    {
        var command = string.Join(' ', process.StartInfo.ArgumentList.Skip(2));
        if (!process.WaitForExit(milliseconds))
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"still running after {milliseconds} ms: {command}\n{File.ReadAllText(ErrorFile)}"));
        return new ProgramResult(process.ExitCode, File.ReadAllBytes(OutputFile), File.ReadAllText(ErrorFile));
    }

    /// <summary>Waits until <paramref name="isTrue"/>, as long as the program lives.</summary>
    public void WaitUntil(Func<bool> isTrue, string what, int milliseconds = EndMilliseconds)
    {
        var clock = Stopwatch.StartNew();
        while (!isTrue())
        {
            var hasEnded = process.HasExited;
            if (hasEnded || clock.ElapsedMilliseconds > milliseconds)
                Assert.Fail($"{what}: not seen{(hasEnded ? ", the program has ended" : "")}\n{File.ReadAllText(ErrorFile)}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }

    private ProgramResult End(int signal)
    {
        if (!process.HasExited) Signal(signal);
        return WaitForEnd();
    }
}
