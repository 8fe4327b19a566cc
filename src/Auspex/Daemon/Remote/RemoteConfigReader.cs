using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Remote;

/// <summary>Reads audisp-remote.conf(5). Source: spec 8.5.</summary>
internal static class RemoteConfigReader
{
    /// <summary>The longest line, in bytes: more than Debian's 127, as several hosts may stand in one.</summary>
    public const int MaxLineBytes = 511;

    /// <summary>The most hosts of <c>remote_server</c>.</summary>
    public const int MaxServers = 16;

    private const int MaxIdentity = 255;

    private static readonly ActionReader<FailureAction> Actions = new(FailureAction.Exec, 0x1E8);

    private static readonly (string Word, FailureAction Meaning)[] Failures =
    [
        ("ignore", FailureAction.Ignore), ("syslog", FailureAction.Syslog), ("exec", FailureAction.Exec),
        ("warn_once_continue", FailureAction.WarnOnceContinue), ("warn_once", FailureAction.WarnOnce), ("suspend", FailureAction.Suspend),
        ("single", FailureAction.Single), ("halt", FailureAction.Halt), ("stop", FailureAction.Stop),
    ];

    private static readonly (string Word, FailureAction Meaning)[] Endings = [.. Failures, ("reconnect", FailureAction.Reconnect)];

    private static readonly (string Word, FailureAction Meaning)[] Startups = Failures[..5];

    private static readonly ConfigReader<RemoteConfig> Keys = new ConfigReader<RemoteConfig>(MaxLineBytes)
        .Add("remote_server", static (c, v) => c with { Servers = ReadServers(v) })
        .Add("port", static (c, v) => c with { Port = v.ReadNumber(0, 65535) })
        .Add("local_port", static (c, v) => c with { LocalPort = IsAny(v) ? 0 : v.ReadNumber(0, 65535) })
        .Add("transport", static (c, v) => c with { Transport = TransportValues.Read(v, "tls") })
        .Add("mode", static (c, v) => c with { Forwards = v.ReadChoice(("immediate", false), ("forward", true)) })
        .Add("queue_file", static (c, v) => c with { QueueFile = v.ReadPath() })
        .Add("queue_depth", static (c, v) => c with { QueueDepth = v.ReadNumber(1, int.MaxValue) })
        .Add("format", static (c, v) => c with { IsAscii = v.ReadChoice(("managed", false), ("ascii", true)) })
        .Add("network_retry_time", static (c, v) => c with { RetrySeconds = v.ReadNumber(1, int.MaxValue) })
        .Add("max_tries_per_record", static (c, v) => c with { MaxTries = v.ReadNumber(1, int.MaxValue) })
        .Add("max_time_per_record", static (c, v) => c with { MaxSeconds = v.ReadNumber(1, int.MaxValue) })
        .Add("heartbeat_timeout", static (c, v) => c with { HeartbeatSeconds = v.ReadNumber(0, int.MaxValue) })
        .Add("enable_krb5", static (c, v) => v.ReadYes() ? c with { Transport = TransportValues.FailKrb5(v, "tls") } : c)
        .Add("krb5_principal", static (c, _) => c)
        .Add("krb5_client_name", static (c, _) => c)
        .Add("krb5_key_file", static (c, _) => c)
        .Add("tls_psk_file", static (c, v) => c with { PskFile = v.ReadPath() })
        .Add("tls_psk_identity", static (c, v) => c with { PskIdentity = ReadIdentity(v) })
        .Add("tls_cipher_suites", static (c, v) => c with { CipherSuites = v.Text })
        .Add("tls_key_exchange", static (c, v) => c with { KeyExchange = v.Text })
        .Add("tls_require_pqc", static (c, v) => v.ReadYes() ? c with { CryptoProfile = "pqc" } : c)
        .Add("tls_auth", static (c, v) => v.ReadChoice(("psk", c)))
        .Add("tls_crypto_profile", static (c, v) => c with { CryptoProfile = TransportValues.ReadProfile(v) })
        .Add("network_failure_action", static (c, v) => c with { NetworkFailure = ReadAction(v, Failures) }, maxWords: 2)
        .Add("disk_low_action", static (c, v) => c with { DiskLow = ReadAction(v, Failures) }, maxWords: 2)
        .Add("disk_full_action", static (c, v) => c with { DiskFull = ReadAction(v, Failures) }, maxWords: 2)
        .Add("disk_error_action", static (c, v) => c with { DiskError = ReadAction(v, Failures) }, maxWords: 2)
        .Add("remote_ending_action", static (c, v) => c with { RemoteEnding = ReadAction(v, Endings) }, maxWords: 2)
        .Add("generic_error_action", static (c, v) => c with { GenericError = ReadAction(v, Failures) }, maxWords: 2)
        .Add("generic_warning_action", static (c, v) => c with { GenericWarning = ReadAction(v, Failures) }, maxWords: 2)
        .Add("queue_error_action", static (c, v) => c with { QueueError = ReadAction(v, Failures) }, maxWords: 2)
        .Add("startup_failure_action", static (c, v) => c with { StartupFailure = ReadStartup(v) }, maxWords: 2)
        .Add("overflow_action", static (c, v) => c with { OverflowAction = v.ReadChoice<DaemonAction>(ActionWords.Queue) });

    /// <summary>The keys it knows.</summary>
    internal static IReadOnlyCollection<string> KeyNames => Keys.Names;

    /// <summary>Reads the file's text. Nothing of it counts when there is an error.</summary>
    public static ConfigResult<RemoteConfig> Read(ReadOnlySpan<byte> text, string path, IConfigHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var diagnostics = new List<ConfigDiagnostic>();
        var config = Keys.Read(text, path, host, new RemoteConfig(), diagnostics);
        if (!diagnostics.Exists(static d => d.IsError)) CrossCheck(config, path, diagnostics);
        return new ConfigResult<RemoteConfig>(diagnostics.Exists(static d => d.IsError) ? null : config, diagnostics);
    }

    /// <summary>What must fit together.</summary>
    private static void CrossCheck(RemoteConfig config, string path, List<ConfigDiagnostic> diagnostics)
    {
        if (config.Servers.Count == 0) Error("Error - remote_server is not set", "remote_server = HOST, or several hosts with commas between them");
        if (config is { Forwards: true, IsAscii: true }) Error("Error - mode forward requires format managed", "format = managed");
        if (config.Transport != NetworkTransport.Tls) return;
        if (config.IsAscii) Error("Error - TLS transport requires format managed", "format = managed");
        if (config.PskFile is null) Error("Error - TLS transport requires tls_psk_file", "the file that holds the key");
        else if (config.PskIdentity is null) Error("Error - TLS transport requires tls_psk_identity", "the name under which the collector knows the key");

        void Error(string message, string advice) => diagnostics.Add(new(path, 0, 0, true, message, advice));
    }

    private static string[] ReadServers(ConfigValue value)
    {
        const string advice = "a host, or several with commas and no spaces between them";
        var hosts = value.Text.Split(',');
        if (hosts.Length > MaxServers) value.Fail($"remote_server has more than {MaxServers} hosts - line {value.LineNumber}", advice);
        if (Array.Exists(hosts, static h => h.Length == 0)) value.Fail($"remote_server has an empty host - line {value.LineNumber}", advice);
        return hosts;
    }

    private static bool IsAny(ConfigValue value) => value.Text.Equals("any", StringComparison.OrdinalIgnoreCase);

    private static string ReadIdentity(ConfigValue value)
    {
        if (value.Text.Length > MaxIdentity || value.Text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            value.Fail($"tls_psk_identity is not legal - line {value.LineNumber}", "1 to 255 printable ASCII characters without spaces");
        return value.Text;
    }

    private static FailureSetting ReadStartup(ConfigValue value)
    {
        if (Array.Exists(Failures[5..], f => f.Word.Equals(value.Text, StringComparison.OrdinalIgnoreCase)))
        {
            value.Fail(
                $"startup_failure_action has invalid option {value.Text} - line {value.LineNumber}",
                "one of " + string.Join(", ", Startups.Select(static s => s.Word)));
            return default;
        }

        return ReadAction(value, Startups);
    }

    private static FailureSetting ReadAction(ConfigValue value, (string Word, FailureAction Meaning)[] actions)
    {
        var (action, program) = Actions.Read(value, actions);
        return new FailureSetting(action, program);
    }
}
