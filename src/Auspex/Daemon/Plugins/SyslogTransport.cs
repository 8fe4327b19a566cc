namespace Auspex.Daemon.Plugins;

/// <summary>How messages get to another machine's syslog.</summary>
internal enum SyslogTransport
{
    /// <summary>A datagram each. RFC 5426.</summary>
    Udp,

    /// <summary>A stream, each message behind its length. RFC 6587, 3.4.1.</summary>
    Tcp,

    /// <summary>The same within TLS. RFC 5425.</summary>
    Tls,
}
