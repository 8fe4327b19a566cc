using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Auspex.Linux.Control;
using Auspex.Linux.Native;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>A plugin as the daemon starts it: a socket for its input, no environment. What it says to syslog comes here, not to the machine's.</summary>
internal sealed unsafe class PluginRun : IDisposable
{
    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int WNOHANG = 1;
    private const int PatienceMilliseconds = 20_000;

    // A /dev of its own, in which /dev/log is the test's socket.
    private const string Script =
        "mount -t tmpfs none /dev && mknod -m 666 /dev/null c 1 3 && mknod -m 666 /dev/urandom c 1 9 && : > /dev/log && mount --bind \"$0\" /dev/log && exec \"$@\"";

    private readonly TemporaryFolder folder = new();
    private readonly Socket log = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> messages = [];
    private readonly Thread listener;
    private int input;
    private int status = -1;

    private PluginRun(IReadOnlyList<string> words)
    {
        log.Bind(new UnixDomainSocketEndPoint(folder.PathOf("log")));
        log.ReceiveBufferSize = 1 << 20;
        listener = new Thread(Listen) { IsBackground = true };
        listener.Start();
        var ends = stackalloc int[2];
        Assert.Equal(0, Libc.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
        Assert.Equal(0, ChildProgram.StartPlugin("/usr/bin/unshare", ["unshare", "-m", "/bin/sh", "-c", Script, folder.PathOf("log"), .. words], ends[1], out var pid));
        Assert.Equal(0, Libc.close(ends[1]));
        (input, Pid) = (ends[0], pid);
    }

    /// <summary>Its pid.</summary>
    public int Pid { get; }

    /// <summary>What it said to syslog, as it came.</summary>
    public string[] Messages
    {
        get
        {
            lock (messages) return [.. messages];
        }
    }

    /// <summary>What it said to syslog, without the time.</summary>
    public string[] Texts => [.. Messages.Select(static m => m.IndexOf('>', StringComparison.Ordinal) is var close and > 0 && m.Length > close + 17 ? m[..(close + 1)] + m[(close + 17)..] : m)];

    /// <summary>Starts one of ours.</summary>
    public static PluginRun Start(string tool, params IEnumerable<string> arguments)
    {
        RequireMounts();
        return new PluginRun([AuspexProgram.Path, tool, .. arguments]);
    }

    /// <summary>Starts one of Debian's; skips the test where it is not.</summary>
    public static PluginRun StartDebian(string tool, params IEnumerable<string> arguments)
    {
        RequireMounts();
        var root = DebianTools.Root;
        Assert.SkipUnless(File.Exists($"{root}/sbin/{tool}"), $"SKIPPED: Debian's {tool} is not in {root}: tools/oracle.sh fetches it");
        return new PluginRun(["/usr/bin/env", DebianTools.Environ, $"{root}/sbin/{tool}", .. arguments]);
    }

    /// <summary>Writes to its input.</summary>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to its input.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        const int noSignal = 0x4000;
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = Libc.send(input, start + done, (nuint)(bytes.Length - done), noSignal);
                Assert.True(count > 0, "it takes nothing any more");
                done += (int)count;
            }
        }
    }

    /// <summary>Ends its input.</summary>
    public void EndInput()
    {
        if (input >= 0) _ = Libc.close(input);
        input = -1;
    }

    /// <summary>Sends it a signal, as its parent.</summary>
    public void Signal(int number) => Assert.Equal(0, Libc.kill(Pid, number));

    /// <summary>Waits until <paramref name="isTrue"/>.</summary>
    public void WaitUntil(Func<bool> isTrue, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!isTrue())
        {
            Assert.True(clock.ElapsedMilliseconds < PatienceMilliseconds, $"{what}: not seen; it said\n{string.Join('\n', Messages)}");
            Thread.Sleep(10);
        }
    }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded()
    {
        int found;
        if (status < 0 && Libc.waitpid(Pid, &found, WNOHANG) == Pid) status = found;
        return status >= 0;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code; 128 and more when a signal ended it.</returns>
    public int WaitForEnd()
    {
        WaitUntil(HasEnded, "its end");
        Thread.Sleep(100); // what it said last
        return (status & 0x7F) != 0 ? 128 + (status & 0x7F) : (status >> 8) & 0xFF;
    }

    /// <summary>The value of a line of /proc/PID/status.</summary>
    public string Status(string name) =>
        File.ReadLines($"/proc/{Pid}/status").First(l => l.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    /// <inheritdoc/>
    public void Dispose()
    {
        EndInput();
        if (!HasEnded()) _ = Libc.kill(Pid, 9);
        WaitUntil(HasEnded, "its end");
        log.Dispose();
        listener.Join();
        folder.Dispose();
    }

    private static void RequireMounts()
    {
        using var probe = Process.Start(new ProcessStartInfo("/usr/bin/unshare", ["-m", "/bin/sh", "-c", "mount -t tmpfs none /mnt"]) { RedirectStandardError = true, UseShellExecute = false })!;
        probe.WaitForExit();
        Assert.SkipUnless(probe.ExitCode == 0, "SKIPPED: no mount namespace of our own can be made here (it needs root)");
    }

    private void Listen()
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (true)
            {
                var count = log.Receive(buffer);
                lock (messages) messages.Add(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }
}
