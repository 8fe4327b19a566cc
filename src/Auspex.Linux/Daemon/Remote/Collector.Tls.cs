using System.Globalization;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;
using Machine = Auspex.Linux.Loop.Machine;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Senders over TLS: their keys, their handshakes, and what is recorded of both. Source: spec 8.6, 8.7.</summary>
internal sealed partial class Collector
{
    /// <summary>The most handshakes at a time.</summary>
    public const int MaxHandshakes = 32;

    private const int HandshakeMilliseconds = 10_000;

    private string? PrepareTls(DaemonConfig wanted)
    {
        keys = SenderKeys.Read(wanted, out var fault);
        if (keys is null) return fault;
        var settings = new TlsSettings
        {
            Profile = wanted.CryptoProfile,
            CipherSuites = wanted.CipherSuites,
            KeyExchange = wanted.KeyExchange,
            FindKey = identity => keys?.Find(identity),
        };
        tls = TlsContext.Create(settings, out fault);
        if (tls?.Warning is { } warning) Tell(4, warning);
        return tls is null ? fault : null;
    }

    /// <summary>Reads the keys again: all of them count at once, or none of them.</summary>
    private void ReloadKeys(DaemonConfig changed)
    {
        if (SenderKeys.Read(changed, out var fault) is not { } read)
        {
            Tell(3, $"TLS clients stay as they were: {fault}");
            return;
        }

        if (keys is not null && read.IsKeyed != keys.IsKeyed)
        {
            Tell(4, "tls_allowed_clients went from one key for all to a key for each, or back: the audit daemon must be restarted for it to take effect");
            return;
        }

        keys = read;
        for (var i = senders.Count - 1; i >= 0; i--)
        {
            if (senders[i].Tls is not { Identity: { Length: > 0 } identity } || read.Find(identity) is not null) continue;
            Tell(5, string.Create(CultureInfo.InvariantCulture, $"client {identity} at {senders[i].Address}:{senders[i].Port} is no longer allowed - closing connection"));
            Close(i);
        }
    }

    private int HandshakesUnderWay()
    {
        var count = 0;
        foreach (var sender in senders)
        {
            if (sender.IsHandshaking) count++;
        }

        return count;
    }

    private void EndSlowHandshakes()
    {
        var now = Clock.MonotonicMilliseconds;
        for (var i = senders.Count - 1; i >= 0; i--)
        {
            if (!senders[i].IsHandshaking || now < senders[i].HandshakeUntil) continue;
            TellHandshake(senders[i], "timeout");
            Close(i);
        }
    }

    /// <summary>Goes on with a handshake.</summary>
    /// <returns>False when it has failed; that has been told.</returns>
    private bool Handshake(SenderConnection sender)
    {
        switch (sender.Handshake())
        {
            case TlsStep.Done:
                TellHandshake(sender, why: null);
                TellSessionStart(sender);
                return true;
            case TlsStep.WantsRead:
            case TlsStep.WantsWrite:
                return true;
            default:
                TellHandshake(sender, ReasonOf(sender.Tls!));
                return false;
        }
    }

    private string ReasonOf(TlsSession session)
    {
        if (session.Identity.Length > 0 && keys?.Find(session.Identity) is null) return "unknown identity";
        return session.Fault.Length > 0 ? session.Fault : "closed";
    }

    private void TellHandshake(SenderConnection sender, string? why)
    {
        var session = sender.Tls!;
        if (why is not null)
        {
            counters.CountRefused();
            Tell(4, string.Create(CultureInfo.InvariantCulture, $"TLS connection from {sender.Address}:{sender.Port} failed: {why}"));
        }

        var identity = session.Identity.Length > 0 ? session.Identity : "?";
        var (result, reason) = why is null ? ("success", "none") : ("failed", why.Replace(' ', '-'));
        log.WriteDaemonRecord(
            RecordType.DaemonAccept,
            string.Create(
                CultureInfo.InvariantCulture,
                $"op=tls-accept res={result} role=collector addr={sender.Address} port={sender.Port} id={identity} profile={session.Context.Settings.Profile} reason={reason} auth=psk tls_version={session.Version} cipher={session.Cipher} group={session.Group}"));
    }

    private void TellSessionStart(SenderConnection sender)
    {
        if (OnSession is null) return;
        sender.IsSessionTold = true;
        var session = sender.Tls!;
        foreach (var direction in (string[])["from-client", "from-server"])
        {
            OnSession(
                RecordType.CryptoSession,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"op=start direction={direction} cipher={session.Cipher} ksize={session.KeyBits} mac=<implicit> pfs={session.Group} {EndsOf(sender)}"));
        }
    }

    private void TellSessionEnd(SenderConnection sender)
    {
        if (OnSession is null || !sender.IsSessionTold) return; // however it ends, a peer that just goes away too
        OnSession(RecordType.CryptoKeyUser, $"op=destroy kind=session fp=? direction=both {EndsOf(sender)}");
    }

    private static string EndsOf(SenderConnection sender) => string.Create(
        CultureInfo.InvariantCulture,
        $"spid={Machine.ProcessId} suid=? rport={sender.Port} laddr={sender.Local?.Address} lport={sender.Local?.Port}  exe=\"{Environment.ProcessPath}\" hostname=? addr={sender.Address} terminal=? res=success");
}
