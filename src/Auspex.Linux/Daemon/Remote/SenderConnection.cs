using System.Net;
using System.Net.Sockets;
using Auspex.Daemon.Remote;
using Auspex.Linux.Tls;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>A sender's socket, which never blocks, and what is said over it. The collector's thread only.</summary>
internal sealed class SenderConnection : IDisposable
{
    private readonly Socket socket;
    private TlsStep waitsFor = TlsStep.Done; // what TLS waits for beyond what is said

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

    /// <summary>Its address. On a socket for both, as auditd tells it: an IPv4 address in the clothes of IPv6.</summary>
    internal IPAddress Address { get; }

    /// <summary>Its port.</summary>
    internal int Port { get; }

    /// <summary>Our end of it.</summary>
    internal IPEndPoint? Local => socket.LocalEndPoint as IPEndPoint;

    /// <summary>For a <see cref="SocketPoll"/>.</summary>
    internal int Descriptor { get; }

    /// <summary>Where it is in the <see cref="SocketPoll"/>.</summary>
    internal int PollIndex { get; set; }

    /// <summary>TLS, or null for plain bytes. Owned by this object.</summary>
    internal TlsSession? Tls { get; init; }

    /// <summary>True once the kernel was told of its session.</summary>
    internal bool IsSessionTold { get; set; }

    /// <summary>Until when the handshake must be done, on the monotonic clock.</summary>
    internal long HandshakeUntil { get; init; }

    /// <summary>True until TLS is established.</summary>
    internal bool IsHandshaking => Tls is { IsEstablished: false };

    /// <summary>Whether it waits for bytes.</summary>
    internal bool Reads => IsHandshaking ? waitsFor != TlsStep.WantsWrite : waitsFor == TlsStep.WantsRead || Client.WantsBytes;

    /// <summary>Whether it waits for room to write.</summary>
    internal bool Writes => waitsFor == TlsStep.WantsWrite || (!IsHandshaking && !Client.Replies.IsEmpty);

    /// <summary>Goes on with the handshake.</summary>
    internal TlsStep Handshake()
    {
        var step = Tls!.Handshake();
        waitsFor = step is TlsStep.WantsRead or TlsStep.WantsWrite ? step : TlsStep.Done;
        return step;
    }

    /// <summary>Takes one portion of what is there, and sends what can be sent.</summary>
    /// <returns>False when the connection has ended.</returns>
    internal bool Turn()
    {
        if (!Flush()) return false;
        do
        {
            if (!Client.WantsBytes) break;
            if (!Receive(out var count)) return false;
            if (count == 0) break;
            Client.Take(count);
        }
        while (Tls is { HasPending: true }); // these bytes have left the socket: nothing would tell of them again

        return Flush() && !Client.HasEnded;
    }

    /// <summary>Sends what can be sent.</summary>
    /// <returns>False when the connection has ended.</returns>
    internal bool Flush()
    {
        if (IsHandshaking) return true;
        while (!Client.Replies.IsEmpty)
        {
            if (!Send(out var count)) return false;
            if (count == 0) return true;
            Client.Sent(count);
        }

        return true;
    }

    /// <summary>Says that nothing more will be sent, so that what was sent last is read before the end.</summary>
    internal void FinishSending()
    {
        try
        {
            Tls?.Close();
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
    public void Dispose()
    {
        Tls?.Close();
        Tls?.Dispose();
        socket.Dispose();
    }

    private bool Receive(out int count)
    {
        if (Tls is not null) return Settle(Tls.Read(Client.Room, out count));
        count = socket.Receive(Client.Room, SocketFlags.None, out var error);
        if (error == SocketError.Success) return count > 0;
        count = 0;
        return error is SocketError.WouldBlock or SocketError.Interrupted;
    }

    private bool Send(out int count)
    {
        if (Tls is not null) return Settle(Tls.Write(Client.Replies, out count));
        count = socket.Send(Client.Replies, SocketFlags.None, out var error);
        if (error != SocketError.Success) count = 0;
        return error is SocketError.Success or SocketError.WouldBlock or SocketError.Interrupted;
    }

    private bool Settle(TlsStep step)
    {
        waitsFor = step is TlsStep.WantsRead or TlsStep.WantsWrite ? step : TlsStep.Done;
        return step is not (TlsStep.Failed or TlsStep.Closed);
    }
}
