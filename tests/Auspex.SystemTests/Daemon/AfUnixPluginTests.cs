using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-af_unix, started as the daemon starts it.</summary>
public sealed class AfUnixPluginTests
{
    private const string Line = "type=CWD msg=audit(1700000000.123:45): cwd=\"/\"";
    private const int User1 = 10;
    private const int Terminate = 15;

    [Fact]
    public void A_client_gets_lines_as_they_came_and_the_socket_goes_with_the_daemon()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events");
        using var run = PluginRun.Start("audisp-af_unix", "0600", path, "string");
        using var client = Connect(run, path);
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(path));
        Assert.Equal("0000000000000000", run.Status("CapEff"));
        Assert.Equal("0000000000000000", run.Status("CapPrm"));
        run.Write(Line + "\nnode=a " + Line + "\n" + Line[..10]);
        Assert.Equal(Line + "\nnode=a " + Line + "\n", Read(client, (2 * Line.Length) + 9));
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
        Assert.Equal("", Read(client, 1));
        Assert.False(File.Exists(path));
        Assert.Empty(run.Messages);
    }

    [Fact]
    public void Frames_become_lines()
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-af_unix", "string", folder.PathOf("events"), "0600");
        using var client = Connect(run, folder.PathOf("events"));
        run.Write([.. Frame(0, 1307, Line[13..]), .. Frame(1, 1307, "node=x " + Line), .. Frame(0, 2999, "audit(1.2:3): a\nb")]);
        var expected = $"type=CWD msg={Line[13..]}\nnode=x {Line}\ntype=UNKNOWN[2999] msg=audit(1.2:3): a b\n";
        Assert.Equal(expected, Read(client, expected.Length));
    }

    [Fact]
    public void Frames_stay_frames_and_lines_become_them()
    {
        using var folder = new TemporaryFolder();
        byte[] frames = [.. Frame(0, 1307, Line[13..]), .. Frame(1, 1300, "x y")];
        foreach (var (sent, expected) in new[] { (frames, frames), (Encoding.ASCII.GetBytes(Line + "\n"), Frame(1, 0, Line + "\n")) })
        {
            using var run = PluginRun.Start("audisp-af_unix", "binary", folder.PathOf("events"), "0600");
            using var client = Connect(run, folder.PathOf("events"));
            run.Write(sent);
            Assert.Equal(Encoding.Latin1.GetString(expected), Read(client, expected.Length));
            run.EndInput();
            Assert.Equal(0, run.WaitForEnd());
        }
    }

    [Fact]
    public void There_is_one_client_and_the_next_gets_a_broken_record_whole()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events");
        using var run = PluginRun.Start("audisp-af_unix", "string", path, "0600", "100000");
        using (var client = Connect(run, path))
        {
            using var second = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            second.Connect(new UnixDomainSocketEndPoint(path));
            Assert.Equal("", Read(second, 1));
            for (var i = 0; i < 2000; i++) run.Write($"{i:D5} {new string('x', 993)}\n");
            Assert.Equal("00000 x", Read(client, 7));
        }

        // The socket held some; what follows begins with a whole record.
        using var next = Connect(run, path);
        var text = Read(next, 200_000);
        Assert.Matches("^[0-9]{5} x{993}\n", text);
        var numbers = text.Split('\n')[..^1].Select(static l => int.Parse(l[..5], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
    }

    [Fact]
    public void A_client_that_takes_nothing_loses_records_and_nothing_grows()
    {
        const int records = 300_000;
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events");
        using var run = PluginRun.Start("audisp-af_unix", "string", path, "0600");
        using var client = Connect(run, path);
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Line + new string('y', 500) + "\n", 100)));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < records / 100; i++) run.Write(text);
        Assert.True(clock.ElapsedMilliseconds < 20_000, "it holds up the daemon");
        run.WaitUntil(() => run.Texts.Length >= 5, "the loss");
        Assert.Contains("Queue append failed (No space left on device)", run.Texts[0], StringComparison.Ordinal);
        Assert.Equal(5, run.Texts.Length);
        Assert.InRange(int.Parse(run.Status("VmRSS").Split(' ')[0], CultureInfo.InvariantCulture), 0, AuspexProgram.Kind == "native" ? 40_000 : 150_000);
        client.Send("hello, is anybody there?"u8); // means nothing
        Assert.StartsWith(Line, Read(client, 1000), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_its_parent_ends_it()
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-af_unix", "string", folder.PathOf("events"), "0600");
        using var client = Connect(run, folder.PathOf("events"));
        using (var stranger = Process.Start("/bin/sh", ["-c", $"kill -TERM {run.Pid}; kill -HUP {run.Pid}"])) stranger.WaitForExit();
        Thread.Sleep(300);
        Assert.False(run.HasEnded());
        run.Signal(Terminate);
        Assert.Equal(0, run.WaitForEnd());
        Assert.False(File.Exists(folder.PathOf("events")));
    }

    [Fact]
    public void It_writes_its_state_when_asked()
    {
        const string state = "/run/audit/af_unix.state";
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory("/run/audit");
        File.Delete(state);
        using var run = PluginRun.Start("audisp-af_unix", "string", folder.PathOf("events"), "0600", "77");
        using var client = Connect(run, folder.PathOf("events"));
        run.Signal(User1);
        run.WaitUntil(() => File.Exists(state) && File.ReadAllText(state).Contains("queue_size = 77\n", StringComparison.Ordinal), "its state");
        Assert.Contains("client_connected = yes\nqueue_length = 0\n", File.ReadAllText(state), StringComparison.Ordinal);
        File.Delete(state);
    }

    [Fact]
    public void Without_a_socket_it_ends_and_says_why()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("events", "in the way");
        using (var run = PluginRun.Start("audisp-af_unix", "string", path, "0600"))
        {
            Assert.Equal(1, run.WaitForEnd());
            Assert.Contains("Couldn't bind af_unix socket (Address already in use)", Assert.Single(run.Texts), StringComparison.Ordinal);
        }

        using var lost = PluginRun.Start("audisp-af_unix", "string", folder.PathOf("none/events"), "0600");
        Assert.Equal(1, lost.WaitForEnd());
        Assert.Equal("in the way", File.ReadAllText(path));
    }

    private static Socket Connect(PluginRun run, string path)
    {
        run.WaitUntil(() => File.Exists(path) || run.HasEnded(), "its socket");
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        run.WaitUntil(
            () =>
            {
                try
                {
                    client.Connect(new UnixDomainSocketEndPoint(path));
                    return true;
                }
                catch (SocketException)
                {
                    return false; // between bind and listen
                }
            }, "its socket taking clients");
        Thread.Sleep(100); // until it has taken us
        return client;
    }

    private static string Read(Socket client, int bytes)
    {
        client.ReceiveTimeout = 20_000;
        var buffer = new byte[bytes];
        var done = 0;
        while (done < bytes && client.Receive(buffer, done, bytes - done, SocketFlags.None) is var count and > 0) done += count;
        return Encoding.Latin1.GetString(buffer, 0, done);
    }

    private static byte[] Frame(int version, int type, string text)
    {
        var bytes = new byte[16 + text.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 16);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), type);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), text.Length);
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, 16);
        return bytes;
    }
}
