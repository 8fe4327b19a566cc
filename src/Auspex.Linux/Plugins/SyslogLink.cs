using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Auspex.Daemon.Plugins;
using Auspex.Kernel;

namespace Auspex.Linux.Plugins;

/// <summary>One connection to another machine's syslog. One thread at a time; nothing waits longer than a limit.</summary>
/// <remarks>Source: RFC 5425, 5426, 6587.</remarks>
internal sealed class SyslogLink : IDisposable
{
    private const int ConnectMilliseconds = 10_000;
    private const int WriteMilliseconds = 10_000;

    private readonly Socket socket;
    private readonly Stream? stream;
    private byte[] frame = new byte[4096];

    private SyslogLink(Socket socket, Stream? stream)
    {
        this.socket = socket;
        this.stream = stream;
    }

    /// <summary>Connects.</summary>
    /// <returns>Null when it cannot be; <paramref name="complaint"/> then says why.</returns>
    public static SyslogLink? Open(SyslogTarget target, X509Certificate2Collection? authorities, bool verifies, out string complaint)
    {
        complaint = "";
        var isUdp = target.Transport == SyslogTransport.Udp;
        Socket? socket = null;
        try
        {
            using var limit = new CancellationTokenSource(ConnectMilliseconds);
            socket = isUdp ? new Socket(SocketType.Dgram, ProtocolType.Udp) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.SendTimeout = WriteMilliseconds;
            socket.ReceiveTimeout = WriteMilliseconds;
            socket.ConnectAsync(target.Host, target.Port, limit.Token).AsTask().GetAwaiter().GetResult();
            Stream? stream = isUdp ? null : new NetworkStream(socket, ownsSocket: false);
            if (target.Transport == SyslogTransport.Tls) stream = Secure(stream!, target.Host, authorities, verifies, limit.Token);
            return new SyslogLink(socket, stream);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or CryptographicException or OperationCanceledException or ArgumentException)
        {
            complaint = e is OperationCanceledException ? "no answer" : FailureWords.Of(e.InnerException ?? e);
            socket?.Dispose();
            return null;
        }
    }

    /// <summary>True when the other side has hung up.</summary>
    public bool HasEnded
    {
        get
        {
            try
            {
                return stream is not null && socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    /// <summary>Writes one message.</summary>
    /// <returns>False when it did not go out, and the connection is of no more use.</returns>
    public bool TryWrite(ReadOnlySpan<byte> message)
    {
        try
        {
            if (stream is null)
            {
                return TrySend(message) || TrySend(message); // the first error may be an answer to an earlier datagram
            }

            // One write, so that TLS makes one record of it.
            Span<byte> length = stackalloc byte[12];
            _ = message.Length.TryFormat(length, out var digits, default, CultureInfo.InvariantCulture);
            var size = digits + 1 + message.Length;
            if (frame.Length < size) frame = new byte[size];
            length[..digits].CopyTo(frame);
            frame[digits] = (byte)' ';
            message.CopyTo(frame.AsSpan(digits + 1));
            stream.Write(frame, 0, size);
            stream.Flush();
            return true;
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TrySend(ReadOnlySpan<byte> datagram)
    {
        _ = socket.Send(datagram, SocketFlags.None, out var error);
        return error == SocketError.Success;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException)
        {
            // it was broken already
        }

        socket.Dispose();
    }

    private static SslStream Secure(Stream inner, string host, X509Certificate2Collection? authorities, bool verifies, CancellationToken limit)
    {
        var secure = new SslStream(inner, leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions { TargetHost = host, CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        // A person asked for it by verify=no: any certificate will do, but there has to be one.
        if (!verifies) options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        secure.AuthenticateAsClientAsync(options, limit).GetAwaiter().GetResult();
        return secure;
    }

    /// <summary>Reads certificates in PEM.</summary>
    /// <returns>Null when there are none; <paramref name="complaint"/> then says why.</returns>
    public static X509Certificate2Collection? ReadAuthorities(string path, out string complaint)
    {
        complaint = "";
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(File.ReadAllText(path, Encoding.UTF8));
            if (found.Count > 0) return found;
            complaint = $"there is no certificate in {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            complaint = FailureWords.Of(e);
        }

        return null;
    }
}
