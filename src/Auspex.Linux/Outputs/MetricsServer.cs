using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Linux.Uapi;
using Auspex.Threads;
using Socket = System.Net.Sockets.Socket;

namespace Auspex.Linux.Outputs;

/// <summary>Answers Prometheus on a unix socket or a port of the loopback address. A client that is slow keeps no other waiting.</summary>
/// <remarks>
/// Each has two seconds. There are <see cref="MaxClients"/> at a time: for one more, the one that has asked for nothing the longest has to go.
/// Understands as much of HTTP as a scraper needs: GET of <c>/metrics</c>. Source: RFC 9112; accept(2).
/// </remarks>
internal sealed class MetricsServer : IDisposable
{
    /// <summary>Clients at a time.</summary>
    public const int MaxClients = 16;

    private const int PatienceMilliseconds = 2000;
    private const int LookMilliseconds = 500;
    private const int AcceptPauseMilliseconds = 250;
    private const int Backlog = 64;

    private readonly IDisposable listener;
    private readonly int descriptor;
    private readonly Func<string> read;
    private readonly Worker worker;
    private readonly WakeEvent wake = new();
    private readonly List<MetricsClient> clients = [];
    private readonly pollfd[] watched = new pollfd[MaxClients + 2];
    private long acceptAgain;
    private volatile bool isEnding;

    private MetricsServer(IDisposable listener, int descriptor, Func<string> read, WorkerFailures failures)
    {
        this.listener = listener;
        this.descriptor = descriptor;
        this.read = read;
        worker = new Worker("metrics", failures, Run);
        _ = worker.Start();
    }

    /// <summary>Listens.</summary>
    /// <param name="place">A path, or a port of 127.0.0.1.</param>
    /// <param name="read">Makes the text, on the server's thread.</param>
    /// <param name="failures">Where failures of that thread are counted.</param>
    /// <param name="fault">Why it does not.</param>
    public static MetricsServer? Start(string place, Func<string> read, WorkerFailures failures, out string fault)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!place.StartsWith('/')) return StartAtPort(int.Parse(place, CultureInfo.InvariantCulture), read, failures, out fault);
        return UnixListener.OpenAnew(place, out fault) is { } listener ? new MetricsServer(listener, listener.Descriptor, read, failures) : null;
    }

    /// <summary>Ends it at once: no client is waited for.</summary>
    public void Dispose()
    {
        isEnding = true;
        wake.Set();
        worker.Hurry();
        _ = worker.Join();
        foreach (var client in clients) client.Dispose();
        listener.Dispose();
        wake.Dispose();
    }

    private static MetricsServer? StartAtPort(int port, Func<string> read, WorkerFailures failures, out string fault)
    {
        fault = "";
        Socket? listener = null;
        try
        {
            listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            // Without ReuseAddress, by which others could share the port; Bind sets SO_REUSEADDR by itself.
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(Backlog);
            return new MetricsServer(listener, (int)listener.SafeHandle.DangerousGetHandle(), read, failures);
        }
        catch (SocketException e)
        {
            listener?.Dispose();
            fault = FailureWords.Of(e);
            return null;
        }
    }

    private void Run()
    {
        while (!isEnding)
        {
            var count = Wait();
            var hasCaller = watched[1].revents != 0;
            var now = Clock.MonotonicMilliseconds;
            for (var i = count - 1; i >= 0; i--)
            {
                var client = clients[i];
                clients.RemoveAt(i); // by now: one on which it fails is gone
                var stays = now < client.Until;
                try
                {
                    stays = stays && (watched[i + 2].revents == 0 || client.Turn());
                    if (stays) clients.Insert(i, client);
                }
                finally
                {
                    if (!stays) client.Dispose();
                }
            }

            if (hasCaller) Accept(now);
        }
    }

    /// <summary>Waits until there is something to do.</summary>
    /// <returns>How many clients were watched.</returns>
    private int Wait()
    {
        var listens = Clock.MonotonicMilliseconds >= acceptAgain;
        watched[0] = new pollfd { fd = wake.Descriptor, events = Poll.POLLIN };
        watched[1] = new pollfd { fd = listens ? descriptor : -1, events = Poll.POLLIN };
        for (var i = 0; i < clients.Count; i++)
            watched[i + 2] = new pollfd { fd = clients[i].Descriptor, events = clients[i].IsAnswered ? Poll.POLLOUT : Poll.POLLIN };
        var patience = listens && clients.Count == 0 ? LookMilliseconds : AcceptPauseMilliseconds;
        _ = PollCall.Wait(watched.AsSpan(0, clients.Count + 2), patience, "wait for scrapers");
        return clients.Count;
    }

    private void Accept(long now)
    {
        for (var taken = 0; taken < MaxClients; taken++)
        {
            var caller = UnixListener.Accept(descriptor);
            if (caller < 0)
            {
                if (caller != -Errno.EAGAIN) acceptAgain = now + AcceptPauseMilliseconds; // no descriptors: or the loop would spin
                return;
            }

            if (clients.Count == MaxClients)
            {
                var first = Math.Max(0, clients.FindIndex(static c => !c.IsAnswered));
                clients[first].Dispose();
                clients.RemoveAt(first);
            }

            clients.Add(new MetricsClient(caller, read, now + PatienceMilliseconds));
        }
    }
}
