using System.Net;
using System.Net.Sockets;
using Auspex.Kernel;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>The socket on which senders call: IPv6 that takes IPv4 too, or IPv4 where the machine has no IPv6. Source: spec 8.7.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket socket;

    private Listener(Socket socket)
    {
        this.socket = socket;
        Descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    }

    /// <summary>For a <see cref="SocketPoll"/>.</summary>
    internal int Descriptor { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port.</param>
    /// <param name="queue">How many callers may wait.</param>
    /// <param name="fault">Why not; empty otherwise.</param>
    internal static Listener? Open(int port, int queue, out string fault)
    {
        fault = "";
        try
        {
            return Open(AddressFamily.InterNetworkV6, new IPEndPoint(IPAddress.IPv6Any, port), queue);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable)
        {
            // no IPv6 here
        }
        catch (SocketException e)
        {
            fault = FailureWords.Of(e);
            return null;
        }

        try
        {
            return Open(AddressFamily.InterNetwork, new IPEndPoint(IPAddress.Any, port), queue);
        }
        catch (SocketException e)
        {
            fault = FailureWords.Of(e);
            return null;
        }
    }

    /// <summary>Takes a caller.</summary>
    /// <param name="caller">His socket, which does not block.</param>
    /// <param name="peer">Who he is.</param>
    /// <param name="error">What is wrong when nobody was taken; <see cref="SocketError.WouldBlock"/> when nobody calls.</param>
    internal bool TryAccept(out Socket caller, out IPEndPoint peer, out SocketError error)
    {
        error = SocketError.Success;
        caller = socket;
        peer = new IPEndPoint(IPAddress.None, 0);
        Socket? taken = null;
        try
        {
            taken = socket.Accept();
            taken.Blocking = false;
            taken.NoDelay = true;
            taken.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            if (taken.RemoteEndPoint is not IPEndPoint end) throw new SocketException((int)SocketError.NotConnected);
            peer = end;
            caller = taken;
            return true;
        }
        catch (SocketException e)
        {
            taken?.Dispose();
            error = e.SocketErrorCode;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static Listener Open(AddressFamily family, IPEndPoint end, int queue)
    {
        var made = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (family == AddressFamily.InterNetworkV6) made.DualMode = true;
            made.Blocking = false;

            // Bind sets SO_REUSEADDR. ReuseAddress would set SO_REUSEPORT too, and another process could take a share of the callers.
            made.Bind(end);
            made.Listen(queue);
            return new Listener(made);
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }
}
