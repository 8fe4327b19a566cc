namespace Auspex.Daemon.Configuration;

/// <summary>auditd.conf(5): every key with its default where the file has no such line. Source: spec 7.2.</summary>
internal sealed record DaemonConfig
{
    /// <summary><c>local_events</c>: take events from the kernel.</summary>
    public bool HasLocalEvents { get; init; } = true;

    /// <summary><c>write_logs</c>; <c>log_format = NOLOG</c> clears it too.</summary>
    public bool WritesLogs { get; init; } = true;

    /// <summary><c>log_file</c>, absolute.</summary>
    public string LogFile { get; init; } = "/var/log/audit/audit.log";

    /// <summary><c>log_format</c>: true for ENRICHED, false for RAW.</summary>
    public bool IsEnriched { get; init; } = true;

    /// <summary><c>log_group</c> as a gid; 0 for root.</summary>
    public uint LogGroup { get; init; }

    /// <summary><c>flush</c>.</summary>
    public FlushMode Flush { get; init; }

    /// <summary><c>freq</c>: records between flushes.</summary>
    public int FlushFrequency { get; init; }

    /// <summary><c>num_logs</c>, the active one included; 0 to 999.</summary>
    public int LogCount { get; init; }

    /// <summary><c>name_format</c>.</summary>
    public NodeNameFormat NameFormat { get; init; }

    /// <summary><c>name</c>, for <see cref="NodeNameFormat.User"/>.</summary>
    public string? NodeName { get; init; }

    /// <summary><c>max_log_file</c> in MiB.</summary>
    public uint MaxLogMebibytes { get; init; }

    /// <summary><c>max_log_file_action</c>.</summary>
    public ActionSetting MaxLogAction { get; init; }

    /// <summary><c>space_left</c>.</summary>
    public SpaceSetting SpaceLeft { get; init; }

    /// <summary><c>space_left_action</c>.</summary>
    public ActionSetting SpaceLeftAction { get; init; }

    /// <summary><c>verify_email</c>.</summary>
    public bool VerifiesMail { get; init; } = true;

    /// <summary><c>action_mail_acct</c>.</summary>
    public string MailAccount { get; init; } = "root";

    /// <summary><c>admin_space_left</c>.</summary>
    public SpaceSetting AdminSpaceLeft { get; init; }

    /// <summary><c>admin_space_left_action</c>.</summary>
    public ActionSetting AdminSpaceLeftAction { get; init; }

    /// <summary><c>disk_full_action</c>.</summary>
    public ActionSetting DiskFullAction { get; init; }

    /// <summary><c>disk_error_action</c>.</summary>
    public ActionSetting DiskErrorAction { get; init; } = new(DaemonAction.Syslog);

    /// <summary><c>priority_boost</c>: how much nicer than others the machine is to us.</summary>
    public int PriorityBoost { get; init; } = 4;

    /// <summary><c>tcp_listen_port</c>; 0 for no listener.</summary>
    public int ListenPort { get; init; }

    /// <summary><c>tcp_listen_queue</c>.</summary>
    public int ListenQueue { get; init; } = 5;

    /// <summary><c>tcp_max_per_addr</c>.</summary>
    public int MaxPerAddress { get; init; } = 1;

    /// <summary><c>use_libwrap</c>.</summary>
    public bool UsesHostAccess { get; init; } = true;

    /// <summary><c>tcp_client_ports</c>, lowest.</summary>
    public int ClientPortLow { get; init; }

    /// <summary><c>tcp_client_ports</c>, highest.</summary>
    public int ClientPortHigh { get; init; } = 65535;

    /// <summary><c>tcp_client_max_idle</c>; zero for no limit.</summary>
    public TimeSpan ClientMaxIdle { get; init; }

    /// <summary><c>transport</c>.</summary>
    public NetworkTransport Transport { get; init; }

    /// <summary><c>tls_psk_file</c>.</summary>
    public string? PskFile { get; init; }

    /// <summary><c>tls_psk_identity</c>.</summary>
    public string? PskIdentity { get; init; }

    /// <summary><c>tls_allowed_clients</c>.</summary>
    public string? AllowedClientsFile { get; init; }

    /// <summary><c>tls_cipher_suites</c>; null for the profile's own.</summary>
    public string? CipherSuites { get; init; }

    /// <summary><c>tls_key_exchange</c>; null for the profile's own.</summary>
    public string? KeyExchange { get; init; }

    /// <summary><c>tls_crypto_profile</c>: <c>compatible</c>, <c>system</c> or <c>pqc</c>.</summary>
    public string CryptoProfile { get; init; } = "compatible";

    /// <summary><c>krb5_principal</c>.</summary>
    public string Krb5Principal { get; init; } = "auditd";

    /// <summary><c>krb5_key_file</c>.</summary>
    public string Krb5KeyFile { get; init; } = "/etc/audit/audit.key";

    /// <summary><c>distribute_network</c>.</summary>
    public bool DistributesNetwork { get; init; }

    /// <summary><c>q_depth</c>: records that wait for each plugin.</summary>
    public int QueueDepth { get; init; } = 2000;

    /// <summary><c>overflow_action</c>.</summary>
    public DaemonAction OverflowAction { get; init; } = DaemonAction.Syslog;

    /// <summary><c>max_restarts</c> of a plugin.</summary>
    public int MaxRestarts { get; init; } = 10;

    /// <summary><c>plugin_dir</c>, ending in a slash.</summary>
    public string PluginDirectory { get; init; } = "/etc/audit/plugins.d/";

    /// <summary><c>end_of_event_timeout</c>.</summary>
    public TimeSpan EventTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary><c>report_interval</c>; zero for none.</summary>
    public TimeSpan ReportInterval { get; init; }

    /// <summary>What only Auspex knows, from auspex.conf beside it.</summary>
    public ExtensionConfig Extensions { get; init; } = new();
}
