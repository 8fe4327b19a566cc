using System.Net;
using System.Net.Sockets;
using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.SystemTests.Daemon;

/// <summary>A sender as a test wants it: good, or anything but.</summary>
internal sealed class TestSender : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly FrameReader reader = new();

    public TestSender(int port)
    {
        socket.ReceiveTimeout = socket.SendTimeout = 5000;
        socket.Connect(IPAddress.Loopback, port);
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public int Descriptor => (int)socket.SafeHandle.DangerousGetHandle();

    public Socket Socket => socket;

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    public static byte[] FrameOf(FrameType type, uint sequence, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(type, body.Length, sequence).Write(bytes);
        body.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }

    public static byte[] RecordOf(uint sequence, string text) => FrameOf(FrameType.Message, sequence, Encoding.ASCII.GetBytes(text + "\n"));

    public void Send(byte[] bytes) => socket.Send(bytes);

    /// <summary>The next reply; null once the collector has ended the connection.</summary>
    public FrameHeader? ReadReply()
    {
        while (true)
        {
            if (reader.Read(out var header, out _) == FrameStep.Frame) return header;
            int count;
            try
            {
                count = socket.Receive(reader.Room);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                return null;
            }

            if (count == 0) return null;
            reader.Advance(count);
        }
    }

    public void Dispose() => socket.Dispose();
}
