using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Remote;

/// <summary>audisp-remote.conf(5). Source: spec 8.5.</summary>
internal sealed record RemoteConfig
{
    /// <summary><c>remote_server</c>: hosts, tried in this order.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary><c>port</c> of the collector.</summary>
    public int Port { get; init; } = 60;

    /// <summary><c>local_port</c>; 0 for any.</summary>
    public int LocalPort { get; init; }

    /// <summary><c>transport</c>.</summary>
    public NetworkTransport Transport { get; init; }

    /// <summary><c>mode = forward</c>: the queue is a file and outlives the plugin.</summary>
    public bool Forwards { get; init; }

    /// <summary><c>queue_file</c>.</summary>
    public string QueueFile { get; init; } = "/var/spool/audit/remote.log";

    /// <summary><c>queue_depth</c>, in records.</summary>
    public int QueueDepth { get; init; } = 2048;

    /// <summary><c>format = ascii</c>: lines without answers.</summary>
    public bool IsAscii { get; init; }

    /// <summary><c>network_retry_time</c>, in seconds.</summary>
    public int RetrySeconds { get; init; } = 1;

    /// <summary><c>max_tries_per_record</c>.</summary>
    public int MaxTries { get; init; } = 3;

    /// <summary><c>max_time_per_record</c>, in seconds.</summary>
    public int MaxSeconds { get; init; } = 5;

    /// <summary><c>heartbeat_timeout</c>, in seconds; 0 for none.</summary>
    public int HeartbeatSeconds { get; init; }

    /// <summary><c>tls_psk_file</c>: the file with the key.</summary>
    public string? PskFile { get; init; }

    /// <summary><c>tls_psk_identity</c>.</summary>
    public string? PskIdentity { get; init; }

    /// <summary><c>tls_cipher_suites</c>.</summary>
    public string? CipherSuites { get; init; }

    /// <summary><c>tls_key_exchange</c>.</summary>
    public string? KeyExchange { get; init; }

    /// <summary><c>tls_crypto_profile</c>: compatible, system or pqc.</summary>
    public string CryptoProfile { get; init; } = "compatible";

    /// <summary><c>network_failure_action</c>.</summary>
    public FailureSetting NetworkFailure { get; init; } = new(FailureAction.Stop);

    /// <summary><c>disk_low_action</c>.</summary>
    public FailureSetting DiskLow { get; init; } = new(FailureAction.Ignore);

    /// <summary><c>disk_full_action</c>.</summary>
    public FailureSetting DiskFull { get; init; } = new(FailureAction.WarnOnce);

    /// <summary><c>disk_error_action</c>.</summary>
    public FailureSetting DiskError { get; init; } = new(FailureAction.WarnOnce);

    /// <summary><c>remote_ending_action</c>.</summary>
    public FailureSetting RemoteEnding { get; init; } = new(FailureAction.Reconnect);

    /// <summary><c>generic_error_action</c>.</summary>
    public FailureSetting GenericError { get; init; } = new(FailureAction.Syslog);

    /// <summary><c>generic_warning_action</c>.</summary>
    public FailureSetting GenericWarning { get; init; } = new(FailureAction.Syslog);

    /// <summary><c>queue_error_action</c>.</summary>
    public FailureSetting QueueError { get; init; } = new(FailureAction.Stop);

    /// <summary><c>startup_failure_action</c>.</summary>
    public FailureSetting StartupFailure { get; init; } = new(FailureAction.WarnOnceContinue);

    /// <summary><c>overflow_action</c>: what is done when the queue is full.</summary>
    public DaemonAction OverflowAction { get; init; } = DaemonAction.Syslog;

    /// <summary>The action of a failure.</summary>
    public FailureSetting ActionOf(FailureKind kind) => kind switch
    {
        FailureKind.Network => NetworkFailure,
        FailureKind.DiskLow => DiskLow,
        FailureKind.DiskFull => DiskFull,
        FailureKind.DiskError => DiskError,
        FailureKind.RemoteEnding => RemoteEnding,
        FailureKind.GenericError => GenericError,
        FailureKind.GenericWarning => GenericWarning,
        FailureKind.QueueError => QueueError,
        _ => StartupFailure,
    };
}
