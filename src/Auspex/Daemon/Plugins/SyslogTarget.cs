using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Auspex.Daemon.Plugins;

/// <summary>Another machine's syslog.</summary>
/// <param name="Transport">How messages get there.</param>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record SyslogTarget(SyslogTransport Transport, string Host, int Port)
{
    /// <summary>Parses <c>udp://HOST:PORT</c>, <c>tcp://…</c> or <c>tls://…</c>; the port may be missing, IPv6 stands in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SyslogTarget? target)
    {
        const int udpPort = 514, tcpPort = 601, tlsPort = 6514; // RFC 5426, 6587, 5425
        ArgumentNullException.ThrowIfNull(text);
        target = null;
        var split = text.IndexOf("://", StringComparison.Ordinal);
        if (split < 0) return false;
        SyslogTransport transport;
        switch (text[..split])
        {
            case "udp": transport = SyslogTransport.Udp; break;
            case "tcp": transport = SyslogTransport.Tcp; break;
            case "tls": transport = SyslogTransport.Tls; break;
            default: return false;
        }

        var rest = text.AsSpan(split + 3);
        if (rest.EndsWith("/")) rest = rest[..^1];
        var hostEnd = rest.StartsWith("[") ? rest.IndexOf(']') + 1 : rest.LastIndexOf(':');
        if (hostEnd < 0) hostEnd = rest.Length;
        var host = rest[..hostEnd].Trim("[]");
        var port = transport switch { SyslogTransport.Udp => udpPort, SyslogTransport.Tcp => tcpPort, _ => tlsPort };
        var tail = rest[hostEnd..];
        if (!tail.IsEmpty && (tail[0] != ':' || !int.TryParse(tail[1..], NumberStyles.None, CultureInfo.InvariantCulture, out port))) return false;
        if (host.IsEmpty || host.ContainsAny(" /?#@") || port is < 1 or > 65535) return false;
        target = new SyslogTarget(transport, host.ToString(), port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Transport switch { SyslogTransport.Udp => "udp", SyslogTransport.Tcp => "tcp", _ => "tls" }}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
