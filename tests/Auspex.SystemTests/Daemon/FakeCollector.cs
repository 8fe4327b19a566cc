using System.Net;
using System.Net.Sockets;
using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.SystemTests.Daemon;

/// <summary>A collector that answers as a test says, one connection at a time.</summary>
internal sealed class FakeCollector : IDisposable
{
    private readonly TcpListener listener;
    private readonly Thread thread;
    private readonly List<(FrameHeader Header, string Body)> frames = [];
    private readonly StringBuilder plain = new();
    private readonly bool isPlain;
    private Socket? client;
    private int connections;

    public FakeCollector(int port = 0, bool isPlain = false)
    {
        this.isPlain = isPlain;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        thread = new Thread(Serve) { IsBackground = true };
        thread.Start();
    }

    public int Port { get; }

    /// <summary>What a frame is answered; null for nothing.</summary>
    public Func<FrameHeader, FrameType?> Answer { get; set; } = static _ => FrameType.Ack;

    public int Connections => Volatile.Read(ref connections);

    public int PeerPort { get; private set; }

    public List<(FrameHeader Header, string Body)> Frames
    {
        get { lock (frames) return [.. frames]; }
    }

    public string Plain
    {
        get { lock (plain) return plain.ToString(); }
    }

    /// <summary>Says something unasked.</summary>
    public void Say(FrameType type)
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader(type, 0, 0).Write(bytes);
        _ = client!.Send(bytes);
    }

    public void Dispose()
    {
        listener.Stop();
        client?.Dispose();
        thread.Join();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using var socket = listener.AcceptSocket();
                client = socket;
                PeerPort = ((IPEndPoint)socket.RemoteEndPoint!).Port;
                Interlocked.Increment(ref connections);
                Serve(socket);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // the test is over
        }
    }

    private void Serve(Socket socket)
    {
        var reader = new FrameReader();
        var reply = new byte[FrameHeader.Size];
        while (true)
        {
            var count = socket.Receive(reader.Room, SocketFlags.None, out var error);
            if (error != SocketError.Success || count == 0) return;
            if (isPlain)
            {
                lock (plain) plain.Append(Encoding.ASCII.GetString(reader.Room[..count]));
                continue;
            }

            reader.Advance(count);
            FrameStep step;
            while ((step = reader.Read(out var header, out var body)) == FrameStep.Frame)
            {
                lock (frames) frames.Add((header, Encoding.ASCII.GetString(body)));
                if (Answer(header) is not { } type) continue;
                new FrameHeader(type, 0, header.Sequence).Write(reply);
                _ = socket.Send(reply, SocketFlags.None, out _);
            }

            Assert.Equal(FrameStep.NeedMore, step);
        }
    }
}
