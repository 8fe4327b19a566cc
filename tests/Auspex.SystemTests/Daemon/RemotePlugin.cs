using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.Linux.Native;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>A running audisp-remote, fed as auditd feeds it: with an empty environment.</summary>
internal sealed class RemotePlugin : IDisposable
{
    private readonly Process process;

    public RemotePlugin(string config)
    {
        var start = new ProcessStartInfo(AuspexProgram.Path, ["audisp-remote", "-c", config]) { RedirectStandardInput = true, UseShellExecute = false };
        start.Environment.Clear();
        process = Process.Start(start)!;
    }

    public static string Line(int serial) =>
        string.Create(CultureInfo.InvariantCulture, $"type=USER_CMD msg=audit(1700000000.000:{serial}): pid=1 uid=0 auid=4294967295 n={serial}\n");

    public int Pid => process.Id;

    public bool HasEnded => process.HasExited;

    public void Write(int first, int last)
    {
        var text = new StringBuilder();
        for (var i = first; i <= last; i++) text.Append(Line(i));
        Write(text.ToString());
    }

    public void Write(string text)
    {
        process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(text));
        process.StandardInput.BaseStream.Flush();
    }

    public void Signal(int number) => Assert.Equal(0, Libc.kill(process.Id, number));

    /// <summary>Ends the input; returns the exit code.</summary>
    public int End(int milliseconds = 30_000)
    {
        process.StandardInput.Close();
        return WaitForEnd(milliseconds);
    }

    public int WaitForEnd(int milliseconds = 30_000)
    {
        Assert.True(process.WaitForExit(milliseconds), "audisp-remote still runs");
        return process.ExitCode;
    }

    public static void WaitUntil(Func<bool> isTrue, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!isTrue())
        {
            if (clock.ElapsedMilliseconds > 20_000) Assert.Fail($"{what}: not seen");
            Thread.Sleep(10);
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
    }
}
