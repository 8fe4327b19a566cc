using System.Net;
using System.Net.Sockets;
using Auspex.Daemon.Remote;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>A sender's socket, which never blocks, and what is said over it. The collector's thread only.</summary>
internal sealed class SenderConnection : IDisposable
{
    private readonly Socket socket;

    /// <summary>A sender that was accepted.</summary>
    /// <param name="socket">Owned by this object from now on.</param>
    /// <param name="peer">Whose it is.</param>
    /// <param name="client">What is said.</param>
    internal SenderConnection(Socket socket, IPEndPoint peer, CollectorClient client)
    {
        this.socket = socket;
        Address = peer.Address;
        Port = peer.Port;
        Client = client;
        Descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    }

    /// <summary>What is said.</summary>
    internal CollectorClient Client { get; }

    /// <summary>Its address; never an IPv4 one in the clothes of IPv6.</summary>
    internal IPAddress Address { get; }

    /// <summary>Its port.</summary>
    internal int Port { get; }

    /// <summary>For a <see cref="SocketPoll"/>.</summary>
    internal int Descriptor { get; }

    /// <summary>Where it is in the <see cref="SocketPoll"/>.</summary>
    internal int PollIndex { get; set; }

    /// <summary>Whether it waits for bytes.</summary>
    internal bool Reads => Client.WantsBytes;

    /// <summary>Whether it waits for room to write.</summary>
    internal bool Writes => !Client.Replies.IsEmpty;

    /// <summary>Takes one portion of what is there, and sends what can be sent.</summary>
    /// <returns>False when the connection has ended.</returns>
    internal bool Turn()
    {
        if (!Flush()) return false;
        if (Client.WantsBytes)
        {
            var count = socket.Receive(Client.Room, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock || error == SocketError.Interrupted) return true;
            if (error != SocketError.Success || count == 0) return false;
            Client.Take(count);
        }

        return Flush() && !Client.HasEnded;
    }

    /// <summary>Sends what can be sent.</summary>
    /// <returns>False when the connection has ended.</returns>
    internal bool Flush()
    {
        while (Writes)
        {
            var count = socket.Send(Client.Replies, SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock or SocketError.Interrupted) return true;
            if (error != SocketError.Success) return false;
            Client.Sent(count);
        }

        return true;
    }

    /// <summary>Says that nothing more will be sent, so that what was sent last is read before the end.</summary>
    internal void FinishSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // it has ended already
        }
    }

    /// <summary>Throws away what the sender still sends.</summary>
    /// <returns>False when it has ended.</returns>
    internal bool Discard()
    {
        Span<byte> waste = stackalloc byte[4096];
        var count = socket.Receive(waste, SocketFlags.None, out var error);
        return error == SocketError.Success ? count > 0 : error is SocketError.WouldBlock or SocketError.Interrupted;
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
