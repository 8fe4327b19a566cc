namespace Auspex.Daemon.Configuration;

/// <summary>Values that both ends of a network connection have in their configurations.</summary>
internal static class TransportValues
{
    /// <summary>Reads <c>transport</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tls">How the file spells TLS, for the advice.</param>
    public static NetworkTransport Read(ConfigValue value, string tls)
    {
        var transport = value.ReadChoice(("tcp", NetworkTransport.Tcp), ("tls", NetworkTransport.Tls), ("krb5", NetworkTransport.Krb5));
        return transport == NetworkTransport.Krb5 ? FailKrb5(value, tls) : transport;
    }

    /// <summary>Says that krb5 is not built in.</summary>
    /// <inheritdoc cref="Read"/>
    public static NetworkTransport FailKrb5(ConfigValue value, string tls)
    {
        value.Fail($"GSSAPI support is not built in - line {value.LineNumber}", $"transport = {tls} encrypts and authenticates");
        return NetworkTransport.Tcp;
    }

    /// <summary>Reads <c>tls_crypto_profile</c>.</summary>
    public static string ReadProfile(ConfigValue value) => value.ReadChoice(("compatible", "compatible"), ("system", "system"), ("pqc", "pqc"));
}
