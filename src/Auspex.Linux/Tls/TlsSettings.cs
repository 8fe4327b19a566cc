namespace Auspex.Linux.Tls;

/// <summary>What both ends agree on. Source: auditd.conf(5), audisp-remote.conf(5), tls_*; spec 8.6.</summary>
internal sealed record TlsSettings
{
    /// <summary><c>tls_crypto_profile</c>: <c>compatible</c>, <c>system</c> or <c>pqc</c>.</summary>
    public string Profile { get; init; } = "compatible";

    /// <summary><c>tls_cipher_suites</c>; null for the profile's own.</summary>
    public string? CipherSuites { get; init; }

    /// <summary><c>tls_key_exchange</c>; null for the profile's own.</summary>
    public string? KeyExchange { get; init; }

    /// <summary>Of a server: whom it lets in. Null for a client.</summary>
    public TlsKeyFinder? FindKey { get; init; }

    /// <summary>Of a client: who it is.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Of a client: its key.</summary>
    public byte[] Key { get; init; } = [];

    /// <summary>True when only groups that withstand a quantum computer count.</summary>
    public bool IsPqc => Profile == "pqc";

    /// <summary>An identity is 1 to 255 printable characters of ASCII without space.</summary>
    public static bool IsIdentity(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 1 and <= 255 && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }
}
