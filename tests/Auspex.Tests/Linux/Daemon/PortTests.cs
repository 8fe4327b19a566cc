using System.Net;
using System.Net.Sockets;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Linux.Daemon.Remote;
using Auspex.Linux.Outputs;
using Auspex.Tests.Daemon.Logs;
using Auspex.Tests.Daemon.Remote;

namespace Auspex.Tests.Linux.Daemon;

/// <summary>A port on which we listen is ours alone, also where another process may share it by its rights.</summary>
public sealed class PortTests
{
    private const int SOL_SOCKET = 1;
    private const int SO_REUSEPORT = 15;

    [Fact]
    public void Nobody_shares_the_port_of_the_collector()
    {
        var port = FreePort();
        using var collector = new Collector(new NotedLog(), new NotedActions(), new CollectorCounters(), new Auspex.Threads.WorkerFailures());
        Assert.Null(collector.Start(new DaemonConfig { ListenPort = port }));
        Assert.Equal(SocketError.AddressAlreadyInUse, Share(AddressFamily.InterNetwork, IPAddress.Loopback, port));
        Assert.Equal(SocketError.AddressAlreadyInUse, Share(AddressFamily.InterNetworkV6, IPAddress.IPv6Any, port));
    }

    [Fact]
    public void A_collector_does_not_listen_on_a_port_that_another_shares_out()
    {
        using var other = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        other.SetRawSocketOption(SOL_SOCKET, SO_REUSEPORT, BitConverter.GetBytes(1));
        other.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        other.Listen(1);
        using var collector = new Collector(new NotedLog(), new NotedActions(), new CollectorCounters(), new Auspex.Threads.WorkerFailures());
        Assert.Contains("in use", collector.Start(new DaemonConfig { ListenPort = ((IPEndPoint)other.LocalEndPoint!).Port }), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_shares_the_port_of_the_metrics()
    {
        var port = FreePort();
        using var server = MetricsServer.Start(port.ToString(System.Globalization.CultureInfo.InvariantCulture), static () => "", new Auspex.Threads.WorkerFailures(), out var fault);
        Assert.Equal("", fault);
        Assert.Equal(SocketError.AddressAlreadyInUse, Share(AddressFamily.InterNetwork, IPAddress.Loopback, port));
    }

    [Fact]
    public void A_port_can_be_had_again_at_once()
    {
        var port = FreePort();
        for (var i = 0; i < 2; i++)
        {
            using var collector = new Collector(new NotedLog(), new NotedActions(), new CollectorCounters(), new Auspex.Threads.WorkerFailures());
            Assert.Null(collector.Start(new DaemonConfig { ListenPort = port }));
            using var caller = new TcpClient();
            caller.Connect(IPAddress.Loopback, port);
            collector.Stop(); // closes first, so that its end waits
        }
    }

    private static SocketError Share(AddressFamily family, IPAddress address, int port)
    {
        using var other = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        other.SetRawSocketOption(SOL_SOCKET, SO_REUSEPORT, BitConverter.GetBytes(1));
        try
        {
            other.Bind(new IPEndPoint(address, port));
            other.Listen(1);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.IPv6Any, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
