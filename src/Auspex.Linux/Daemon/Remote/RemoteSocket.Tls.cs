using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auspex.Daemon.Remote;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Linux.Daemon.Remote;

internal sealed partial class RemoteSocket
{
    /// <summary>Makes what TLS needs of a configuration: reads the key.</summary>
    /// <param name="config">A configuration with transport tls.</param>
    /// <param name="fault">Why not; empty otherwise.</param>
    public static TlsContext? CreateTls(RemoteConfig config, out string fault)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (SecretFile.ReadKey(config.PskFile ?? "", out fault) is not { } key) return null;
        return TlsContext.Create(
            new TlsSettings
            {
                Profile = config.CryptoProfile,
                CipherSuites = config.CipherSuites,
                KeyExchange = config.KeyExchange,
                Identity = config.PskIdentity ?? "",
                Key = key,
            },
            out fault);
    }

    private bool TryShakeHands(TlsContext context, Socket made, int descriptor, out string fault)
    {
        fault = "no memory for a TLS session";
        if (TlsSession.Open(context, descriptor) is not { } opened) return false;
        var until = Until();
        var step = opened.Handshake();
        while (step is TlsStep.WantsRead or TlsStep.WantsWrite && Await(made, step == TlsStep.WantsRead ? SelectMode.SelectRead : SelectMode.SelectWrite, until))
            step = opened.Handshake();
        if (step == TlsStep.Done)
        {
            fault = "";
            session = opened;
            ends = EndsOf(made);
            TellSessionStart(opened);
            return true;
        }

        var isStopped = wait(TimeSpan.Zero) == LinkWait.Stopped;
        fault = isStopped ? "" : step is TlsStep.WantsRead or TlsStep.WantsWrite ? "the TLS handshake takes too long" : $"the TLS handshake has failed: {opened.Fault}";
        opened.Dispose();
        return false;
    }

    private void TellSessionStart(TlsSession begun)
    {
        foreach (var direction in (string[])["from-client", "from-server"])
        {
            OnSession?.Invoke(
                RecordType.CryptoSession,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"op=start direction={direction} cipher={begun.Cipher} ksize={begun.KeyBits} mac=<implicit> pfs={begun.Group} {ends}"));
        }
    }

    private void CloseSession()
    {
        if (session is null) return;
        session.Close();
        session.Dispose();
        session = null;
        OnSession?.Invoke(RecordType.CryptoKeyUser, $"op=destroy kind=session fp=? direction=both {ends}");
    }

    private static string EndsOf(Socket made)
    {
        var local = made.LocalEndPoint as IPEndPoint;
        var remote = made.RemoteEndPoint as IPEndPoint;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"spid={Machine.ProcessId} suid=? rport={remote?.Port} laddr={local?.Address} lport={local?.Port}  exe=\"{Environment.ProcessPath}\" hostname=? addr={remote?.Address} terminal=? res=success");
    }

    private bool TrySendEnciphered(TlsSession through, Socket on, ReadOnlySpan<byte> bytes)
    {
        var until = Until();
        while (!bytes.IsEmpty)
        {
            var step = through.Write(bytes, out var count);
            bytes = bytes[count..];
            if (step is TlsStep.Closed or TlsStep.Failed) return false;
            if (step == TlsStep.WantsRead && !Await(on, SelectMode.SelectRead, until)) return false;
            if (step == TlsStep.WantsWrite && !Await(on, SelectMode.SelectWrite, until)) return false;
        }

        return true;
    }

    private static int ReceiveEnciphered(TlsSession through, Span<byte> room) => through.Read(room, out var count) switch
    {
        TlsStep.Done => count,
        TlsStep.WantsRead or TlsStep.WantsWrite => 0,
        _ => -1,
    };
}
