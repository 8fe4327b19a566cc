using System.Globalization;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Linux.Tls;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Who may send over TLS, and the key of each. Source: auditd.conf(5), tls_psk_*, tls_allowed_clients; spec 8.6.</summary>
internal sealed class SenderKeys
{
    private readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);

    private SenderKeys(bool isKeyed) => IsKeyed = isKeyed;

    /// <summary>True if each client has a key of its own.</summary>
    internal bool IsKeyed { get; }

    /// <summary>The key of a client that may come in, or null.</summary>
    internal byte[]? Find(string identity) => keys.GetValueOrDefault(identity);

    /// <summary>Reads the files that the configuration names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="fault">Why nothing of them counts; empty otherwise.</param>
    internal static SenderKeys? Read(DaemonConfig config, out string fault)
    {
        fault = "";
        byte[]? common = null;
        if (config.PskFile is not null && (common = SecretFile.ReadKey(config.PskFile, out fault)) is null) return null;
        if (config.AllowedClientsFile is null) return ReadOne(config, common, out fault);
        if (SecretFile.ReadList(config.AllowedClientsFile, out fault) is not { } text) return null;
        if (AllowedClients.Read(text, config.AllowedClientsFile, out fault) is not { } clients) return null;
        var made = new SenderKeys(clients.Any(static c => c.KeyFile is not null));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            var key = client.KeyFile is { } file ? SecretFile.ReadKey(file, out fault) : common;
            if (key is null)
            {
                if (fault.Length == 0) fault = $"{config.AllowedClientsFile}: {client.Identity} has no key=, and there is no tls_psk_file";
                return null;
            }

            if (made.IsKeyed && !seen.Add(Convert.ToHexString(key)))
            {
                fault = $"{config.AllowedClientsFile}: {client.Identity} has the key of another client";
                return null;
            }

            if (client.IsEnabled) made.keys.Add(client.Identity, key);
        }

        return made;
    }

    private static SenderKeys? ReadOne(DaemonConfig config, byte[]? key, out string fault)
    {
        fault = key is null ? "TLS transport requires tls_psk_file or tls_allowed_clients"
            : config.PskIdentity is null ? "tls_psk_file requires tls_psk_identity or tls_allowed_clients"
            : !TlsSettings.IsIdentity(config.PskIdentity) ? string.Create(CultureInfo.InvariantCulture, $"tls_psk_identity {config.PskIdentity} is not 1 to 255 printable characters")
            : "";
        if (fault.Length > 0) return null;
        var made = new SenderKeys(isKeyed: false);
        made.keys.Add(config.PskIdentity!, key!);
        return made;
    }
}
