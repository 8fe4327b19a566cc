using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Loop;

namespace Auspex.Linux.Outputs;

/// <summary>Answers Prometheus on a unix socket or a port of the loopback address: one request at a time, each within bounds.</summary>
/// <remarks>Understands as much of HTTP as a scraper needs: GET of <c>/metrics</c>. Source: RFC 9112.</remarks>
public sealed class MetricsServer : IDisposable
{
    private const int MaxRequestBytes = 8 << 10;
    private const int PatienceMilliseconds = 2000;
    private const int Backlog = 4;

    private readonly IDisposable listener;
    private readonly int descriptor;
    private readonly Func<Socket?> accept;
    private readonly Func<string> read;
    private readonly Thread thread;
    private volatile bool isEnding;

    private MetricsServer(IDisposable listener, int descriptor, Func<Socket?> accept, Func<string> read)
    {
        this.listener = listener;
        this.descriptor = descriptor;
        this.accept = accept;
        this.read = read;
        thread = new Thread(Run, 256 << 10) { Name = "metrics", IsBackground = true };
        thread.Start();
    }

    /// <summary>Listens.</summary>
    /// <param name="place">A path, or a port of 127.0.0.1.</param>
    /// <param name="read">Makes the text, on the server's thread.</param>
    /// <param name="fault">Why it does not.</param>
    public static MetricsServer? Start(string place, Func<string> read, out string fault)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.StartsWith('/') ? StartAtPath(place, read, out fault) : StartAtPort(int.Parse(place, CultureInfo.InvariantCulture), read, out fault);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isEnding = true;
        thread.Join();
        listener.Dispose();
    }

    private static MetricsServer? StartAtPath(string path, Func<string> read, out string fault)
    {
        if (UnixListener.OpenAnew(path, out fault) is not { } listener) return null;
        return new MetricsServer(
            listener, listener.Descriptor, () => listener.Accept() is var fd and >= 0 ? new Socket(new SafeSocketHandle(fd, ownsHandle: true)) : null, read);
    }

    private static MetricsServer? StartAtPort(int port, Func<string> read, out string fault)
    {
        fault = "";
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Without ReuseAddress, by which others could share the port; Bind sets SO_REUSEADDR by itself.
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(Backlog);
            return new MetricsServer(listener, (int)listener.SafeHandle.DangerousGetHandle(), listener.Accept, read);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            fault = FailureWords.Of(e);
            return null;
        }
    }

    private void Run()
    {
        const int lookMilliseconds = 200;
        var poller = new Poller();
        _ = poller.Add(descriptor);
        while (!isEnding)
        {
            try
            {
                if (poller.Wait(lookMilliseconds) == 0) continue;
                using var client = accept();
                if (client is null) continue;
                client.Blocking = true;
                client.ReceiveTimeout = client.SendTimeout = PatienceMilliseconds;
                Answer(client);
            }
            catch (SocketException)
            {
                // that client has gone, or is too slow; the next one is served
            }
        }
    }

    private void Answer(Socket client)
    {
        var request = new byte[MaxRequestBytes];
        var length = 0;
        var until = Environment.TickCount64 + PatienceMilliseconds;
        while (request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0 && length < request.Length && Environment.TickCount64 < until)
        {
            var count = client.Receive(request, length, request.Length - length, SocketFlags.None);
            if (count == 0) break;
            length += count;
        }

        var line = request.AsSpan(0, length);
        var (status, body) = line.StartsWith("GET /metrics "u8) || line.StartsWith("GET / "u8) ? ("200 OK", read()) : ("404 Not Found", "GET /metrics\n");
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        Send(client, Encoding.ASCII.GetBytes(head));
        Send(client, bytes);
    }

    private static void Send(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[client.Send(bytes)..];
    }
}
