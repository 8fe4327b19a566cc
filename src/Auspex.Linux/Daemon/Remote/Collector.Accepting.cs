using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Who may send. Source: spec 8.7.</summary>
internal sealed partial class Collector
{
    private const int AcceptPauseMilliseconds = 1000;
    private const int ShortageTellMilliseconds = 60_000;
    private const int MaxHostsBytes = 64 << 10;

    private long shortageToldUntil;
    private IReadOnlyList<string> accessComplaints = [];

    private void Accept()
    {
        for (var i = 0; i < MaxAcceptsPerTurn && listener is not null; i++)
        {
            if (!listener.TryAccept(out var socket, out var peer, out var error))
            {
                if (error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
                {
                    var now = Clock.MonotonicMilliseconds;
                    acceptAgain = now + AcceptPauseMilliseconds; // or the loop would spin
                    if (now < shortageToldUntil) return;
                    shortageToldUntil = now + ShortageTellMilliseconds;
                    Tell(3, $"Cannot take a connection: {error}");
                }

                return;
            }

            // The kernel gives the lowest number that is free, so that it tells how many are left.
            if ((socket.SafeHandle.DangerousGetHandle() >= lastDescriptor ? "alloc" : FindRefusal(peer)) is { } why)
            {
                Refuse(socket, peer, why);
                continue;
            }

            if (!TryAdd(socket, peer))
            {
                Refuse(socket, peer, "alloc");
                continue;
            }

            counters.CountAccepted();
            if (tls is not null) continue; // told with how its handshake ends
            _ = callers.Add(RecordType.DaemonAccept, "", peer.Address, peer.Port, isTaken: true);
        }
    }

    /// <summary>Why a caller is not taken, or null. The order is auditd's.</summary>
    private string? FindRefusal(IPEndPoint peer)
    {
        if (config.UsesHostAccess && !ReadAccess().Allows(peer.Address)) return "wrap";
        if (peer.Port < config.ClientPortLow || peer.Port > config.ClientPortHigh) return "port";
        var same = 0;
        foreach (var sender in senders)
        {
            if (sender.Address.Equals(peer.Address)) same++;
        }

        if (same >= config.MaxPerAddress) return "dup";
        if (senders.Count >= MaxSenders) return "alloc";
        if (config.Transport != NetworkTransport.Tls) return null;
        return tls is null ? "tls-context" : HandshakesUnderWay() >= MaxHandshakes ? "handshake-limit" : null;
    }

    /// <summary>Read anew for each caller, as libwrap does: what root changes counts at once. What is not understood is told once.</summary>
    private HostAccess ReadAccess()
    {
        string? fault = null;
        var allow = ReadHosts("/etc/hosts.allow", ref fault);
        var deny = ReadHosts("/etc/hosts.deny", ref fault);
        var access = fault is null ? HostAccess.Read(allow, deny) : HostAccess.Unreadable(fault);
        if (access.Complaints.SequenceEqual(accessComplaints, StringComparer.Ordinal)) return access;
        accessComplaints = access.Complaints;
        foreach (var complaint in accessComplaints) Tell(4, complaint);
        return access;
    }

    /// <summary>Reads a file whole; one that is missing is empty, one that cannot be read is a fault: it may forbid everybody.</summary>
    private static byte[] ReadHosts(string path, ref string? fault)
    {
        var room = new byte[MaxHostsBytes];
        var length = SmallFile.Read(path, room, out var errno);
        if (length < 0 && errno != Uapi.Errno.ENOENT) fault ??= $"{path} cannot be read: {ErrorWords.Of(errno)}: nobody is allowed";
        if (length == room.Length) fault ??= $"{path} is too long: nobody is allowed";
        return length > 0 ? room[..length] : [];
    }

    private bool TryAdd(Socket socket, IPEndPoint peer)
    {
        var client = new CollectorClient(log, counters, reader);
        if (tls is null)
        {
            senders.Add(new SenderConnection(socket, peer, client));
            return true;
        }

        if (TlsSession.Open(tls, (int)socket.SafeHandle.DangerousGetHandle()) is not { } session) return false;
        var until = Clock.MonotonicMilliseconds + HandshakeMilliseconds;
        senders.Add(new SenderConnection(socket, peer, client) { Tls = session, HandshakeUntil = until });
        return true;
    }

    private void Refuse(Socket socket, IPEndPoint peer, string why)
    {
        counters.CountRefused();
        var text = why switch
        {
            "wrap" => "host is not allowed",
            "port" => "its port is not allowed",
            "dup" => "too many connections from its address",
            "alloc" => "too many connections",
            "handshake-limit" => "too many handshakes",
            _ => why,
        };
        if (callers.Add(RecordType.DaemonAccept, "op=" + why, peer.Address, peer.Port, isTaken: false))
            Tell(4, string.Create(CultureInfo.InvariantCulture, $"TCP connection from {peer.Address}:{peer.Port} rejected: {text}"));
        socket.Dispose();
    }
}
