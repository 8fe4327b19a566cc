namespace Auspex.Tool.Suite.Manuals;

/// <summary>The keys of auditd.conf about collecting the records of other machines.</summary>
internal static class AuditdConfNetworkKeys
{
    private const string AtOnce = "at once";
    private const string Restart = "no change; the daemon must be restarted";

    /// <summary>All of them.</summary>
    internal static readonly ConfigKeyGroup[] Groups =
    [
        new("Collecting",
        [
            new("tcp_listen_port", "PORT (0 to 65535)", "0, nobody is listened to", "Where audisp-remote of other machines connects to. IPv6 and IPv4 share one socket.",
                "the first port at once, unless with TLS; a changed one, or none, after a restart"),
            new("tcp_listen_queue", "NUMBER (1 to 65535)", "5", "How many connections may wait to be accepted.", "at once; all senders are disconnected, and come back"),
            new("tcp_max_per_addr", "NUMBER (1 to 1024)", "1", "How many connections one address may have, those that are still agreeing on keys included.", AtOnce),
            new("use_libwrap", "yes | no", "yes",
                "Whether /etc/hosts.allow and /etc/hosts.deny are asked about auditd and the sender's address. Names in them are not looked up: "
                    + "what depends on one never allows and always denies, behind EXCEPT too, and so does what is not understood. Syslog is told of it.", AtOnce),
            new("tcp_client_ports", "PORT | LOW-HIGH (0 to 65535)", "0-65535", "From which ports senders may come. 1-1023 lets root's programs only.", AtOnce),
            new("tcp_client_max_idle", "SECONDS (0 to 2147483647)", "0, for ever", "A sender from which nothing comes for so long is disconnected. Should be longer than the senders' heartbeat_timeout.", AtOnce),
            new("distribute_network", "yes | no", "no", "Whether plugins get the records of other machines too.", AtOnce),
            new("transport", "tcp | tls | krb5", "tcp", "tcp is in the clear. tls is TLS 1.3 with shared keys, and needs OpenSSL 3 on the machine. krb5 is not built in, and an error.", Restart),
        ]),
        new("TLS",
        [
            new("tls_psk_file", "FILE", "none", "The key that all senders share: one line of hexadecimal digits, 32 bytes or more. The file is root's, no symbolic link, and of mode 0400. TLS needs this or tls_allowed_clients.",
                "at once, for new connections; when it cannot be read, the old key stays"),
            new("tls_psk_identity", "NAME", "none", "The name of the key in tls_psk_file. It may be missing only with tls_allowed_clients.", "at once, for new connections"),
            new("tls_allowed_clients", "FILE", "none",
                """
                Who may send. Each line of the file is IDENTITY, then enabled or disabled, then perhaps key=FILE with a key of its own; # begins a comment. All lines
                have a key, or none; without keys one of them at most is enabled. The file is root's, no symbolic link, and not writable by others.
                """, "at once; who is no longer enabled is disconnected. From one key for all to a key for each, or back, after a restart"),
            new("tls_cipher_suites", "SUITE[:SUITE...]", "that of the profile", "The suites of TLS 1.3 in OpenSSL's words.", Restart),
            new("tls_key_exchange", "GROUP[:GROUP...]", "that of the profile", "The groups for the key exchange in OpenSSL's words.", Restart),
            new("tls_crypto_profile", "compatible | system | pqc", "compatible",
                """
                compatible: X25519MLKEM768 where OpenSSL knows it, and X25519. pqc: only groups that resist quantum computers, or no connection. system: what OpenSSL
                is set to on this machine.
                """, Restart),
            new("tls_require_pqc", "yes | no", "no", "yes is another word for tls_crypto_profile = pqc.", Restart),
            new("tls_auth", "psk", "psk", "How the ends prove who they are. There is nothing else.", "no effect"),
        ]),
        new("Kerberos",
        [
            new("enable_krb5", "yes | no", "no", "yes is an error, as krb5 is not built in; use transport = tls.", "no effect"),
            new("krb5_principal", "NAME", "auditd", "Accepted without effect.", "no effect"),
            new("krb5_key_file", "FILE", "/etc/audit/audit.key", "Accepted without effect; must be a whole path.", "no effect"),
        ]),
    ];
}
