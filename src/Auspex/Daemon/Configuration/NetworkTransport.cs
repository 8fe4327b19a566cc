namespace Auspex.Daemon.Configuration;

/// <summary>How audisp-remote and the listener talk. Source: auditd.conf(5), audisp-remote.conf(5), transport.</summary>
internal enum NetworkTransport
{
    /// <summary>In the clear.</summary>
    Tcp = 0,

    /// <summary>TLS 1.3 with a key that both ends hold (4.2).</summary>
    Tls,

    /// <summary>GSSAPI.</summary>
    Krb5,
}
