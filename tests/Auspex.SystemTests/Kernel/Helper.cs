using System.Diagnostics;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Linux.Watching;

namespace Auspex.SystemTests.Kernel;

/// <summary>A second process for tests that need one: this program again, told to run one of the facts below until its input ends.</summary>
public sealed class Helper : IDisposable
{
    private const string StateVariable = "AUSPEX_TEST_STATE";

    private readonly Process process;

    private Helper(Process process) => this.process = process;

    /// <summary>Needed by the runner, which makes one to call the facts.</summary>
    public Helper()
        : this(new Process())
    {
    }

    internal int Pid => process.Id;

    /// <summary>Starts <paramref name="fact"/> and waits until it is ready.</summary>
    internal static Helper Start(string fact, string stateDirectory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "-explicit", "on", "-method", $"{typeof(Helper).FullName}.{fact}" },
            Environment = { [StateVariable] = stateDirectory },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = Path.Combine(stateDirectory, "ready");
        for (var i = 0; i < 500 && !File.Exists(ready) && !process.HasExited; i++) Thread.Sleep(20);
        Assert.True(File.Exists(ready), process.HasExited ? process.StandardOutput.ReadToEnd() : "the helper hangs");
        File.Delete(ready);
        return new Helper(process);
    }

    /// <summary>Ends it without giving it a chance to clean up.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Lets it clean up and end.</summary>
    internal void End()
    {
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(10_000), "the helper does not end");
    }

    public void Dispose()
    {
        if (process.StartInfo.FileName.Length > 0 && !process.HasExited) Kill();
        process.Dispose();
    }

    [Fact(Explicit = true)]
    public void Be_the_auditor()
    {
        using var control = AuditControl.Open();
        using var receiver = AuditReceiver.OpenAuditor(control);
        Hold();
        control.Unregister();
        Assert.Equal(ReceiveMode.Auditor, receiver.Mode);
    }

    /// <summary>An auditor that reads, as one that does not slows the machine down.</summary>
    [Fact(Explicit = true)]
    public void Drain()
    {
        using var control = AuditControl.Open();
        using var receiver = AuditReceiver.OpenAuditor(control);
        var poller = new Poller();
        poller.Add(receiver.Descriptor);
        var ending = Task.Run(Hold, TestContext.Current.CancellationToken);
        while (!ending.IsCompleted)
        {
            while (receiver.TryReceive(out _))
            {
                // thrown away
            }

            poller.Wait(20);
        }

        control.Unregister();
    }

    [Fact(Explicit = true)]
    public void Watch()
    {
        using var session = AuditSession.Start(new SessionOptions { StateDirectory = StateDirectory });
        Hold();
        session.Close();
        Assert.DoesNotContain(session.Notices, n => n.Kind == NoticeKind.NotRestored);
    }

    private static string StateDirectory => Environment.GetEnvironmentVariable(StateVariable)!;

    private static void Hold()
    {
        File.WriteAllText(Path.Combine(StateDirectory, "ready"), "");
        while (Console.In.Read() >= 0)
        {
            // until the end of input
        }
    }
}
